-- Ends an entry's life: acknowledged and deleted, if it is still this consumer's.
-- KEYS[1] stream
-- ARGV[1] group, ARGV[2] consumer, ARGV[3] entry id
-- Result: 1 done; 0 another consumer has it now, or it is gone: nothing changed.
if #redis.call('XPENDING', KEYS[1], ARGV[1], ARGV[3], ARGV[3], 1, ARGV[2]) == 0 then
  return 0
end
redis.call('XACK', KEYS[1], ARGV[1], ARGV[3])
redis.call('XDEL', KEYS[1], ARGV[3])
return 1
