-- Sets how long an entry counts as idle, if it is still this consumer's: 0 renews the lease of an entry in work,
-- a value just below the lease lets a failed one come again soon.
-- KEYS[1] stream
-- ARGV[1] group, ARGV[2] consumer, ARGV[3] entry id, ARGV[4] idle milliseconds
-- Result: 1 done; 0 another consumer has it now, or it is gone: nothing changed.
if #redis.call('XPENDING', KEYS[1], ARGV[1], ARGV[3], ARGV[3], 1, ARGV[2]) == 0 then
  return 0
end
redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[2], 0, ARGV[3], 'IDLE', ARGV[4], 'JUSTID')
return 1
