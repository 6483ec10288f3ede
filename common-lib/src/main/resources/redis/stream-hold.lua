-- Sets how long entries count as idle, each if it is still this consumer's: 0 renews the lease of entries in work,
-- a value just below the lease lets failed ones come again soon.
-- KEYS[1] stream
-- ARGV[1] group, ARGV[2] consumer, ARGV[3] idle milliseconds, ARGV[4..] entry ids
-- Result: how many; the others are another consumer's now, or gone: nothing changed.
local own = {}
for i = 4, #ARGV do
  if #redis.call('XPENDING', KEYS[1], ARGV[1], ARGV[i], ARGV[i], 1, ARGV[2]) == 1 then
    own[#own + 1] = ARGV[i]
  end
end
for _, id in ipairs(own) do
  redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[2], 0, id, 'IDLE', ARGV[3], 'JUSTID')
end
return #own
