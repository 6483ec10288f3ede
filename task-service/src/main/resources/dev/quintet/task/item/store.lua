#!lua
-- Keeps an item, for a while, and not too many.
-- KEYS[1]  base key, for example {quintet:items}; the items' own keys and their order by time are derived from it
-- ARGV[1]  item id
-- ARGV[2]  item (JSON)
-- ARGV[3]  how long it is kept, milliseconds
-- ARGV[4]  most items kept; the oldest go first
-- Result   how many were let go
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local order = KEYS[1] .. ':stored'
redis.call('SET', KEYS[1] .. ':item:' .. ARGV[1], ARGV[2], 'PX', ARGV[3])
redis.call('ZADD', order, string.format('%.0f', now), ARGV[1])
redis.call('ZREMRANGEBYSCORE', order, '-inf', string.format('%.0f', now - tonumber(ARGV[3])))
local surplus = math.min(redis.call('ZCARD', order) - tonumber(ARGV[4]), 100)
if surplus <= 0 then
  return 0
end
for _, id in ipairs(redis.call('ZRANGE', order, 0, surplus - 1)) do
  redis.call('DEL', KEYS[1] .. ':item:' .. id)
end
redis.call('ZREMRANGEBYRANK', order, 0, surplus - 1)
return surplus
