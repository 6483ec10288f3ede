-- Ends entries' lives: acknowledged and deleted, each if it is still this consumer's.
-- KEYS[1] stream
-- ARGV[1] group, ARGV[2] consumer, ARGV[3..] entry ids
-- Result: how many; the others are another consumer's now, or gone: nothing changed.
local own = {}
for i = 3, #ARGV do
  if #redis.call('XPENDING', KEYS[1], ARGV[1], ARGV[i], ARGV[i], 1, ARGV[2]) == 1 then
    own[#own + 1] = ARGV[i]
  end
end
if #own > 0 then
  redis.call('XACK', KEYS[1], ARGV[1], unpack(own))
  redis.call('XDEL', KEYS[1], unpack(own))
end
return #own
