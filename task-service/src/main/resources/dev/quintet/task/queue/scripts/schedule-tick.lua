#!lua
-- with accept
-- Makes the task of one tick and sets when the next comes. Of all who saw the same tick, one gets through: the others
-- find another due time. Of a schedule that was replaced meanwhile nothing is made.
-- KEYS[1]  base key
-- ARGV[1]  name
-- ARGV[2]  due time of this tick, as it was seen
-- ARGV[3]  version, as it was seen
-- ARGV[4]  due time of the next tick
-- ARGV[5]  most tasks that may wait or be delayed
-- ARGV     from the sixth, the task: see part-accept.lua
-- Result   'ok', 'stale', or 'full' (nothing was made; the tick stays due)
local name, stored = ARGV[1], key('schedule:' .. ARGV[1])
if redis.call('ZSCORE', key('schedules:due'), name) ~= ARGV[2] or redis.call('HGET', stored, 'version') ~= ARGV[3] then
  return 'stale'
end
if not hasRoom(1, ARGV[5]) then
  return 'full'
end
redis.call('ZADD', key('schedules:due'), ARGV[4], name)
redis.call('HSET', stored, 'lastTick', ARGV[2], 'lastTask', ARGV[6])
redis.call('HINCRBY', stored, 'ticks', 1)
accept(6, nowMillis(), false)
return 'ok'
