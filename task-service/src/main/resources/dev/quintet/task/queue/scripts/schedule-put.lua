#!lua
-- Makes or replaces a schedule; what it did before stays known.
-- KEYS[1]  base key
-- ARGV[1]  name
-- ARGV[2]  what recurs and when (JSON)
-- ARGV[3]  when it comes next, epoch milliseconds ('' = never: it is paused)
-- ARGV[4]  most schedules
-- Result   'new', 'replaced', or 'full' when there are as many as may be
local name, stored = ARGV[1], key('schedule:' .. ARGV[1])
local known = redis.call('EXISTS', stored) == 1
if not known and redis.call('ZCARD', key('schedules')) >= tonumber(ARGV[4]) then
  return 'full'
end
local now = digits(nowMillis())
local version = redis.call('HINCRBY', key('counters'), 'schedules', 1)
redis.call('HSET', stored, 'spec', ARGV[2], 'version', version, 'updatedAt', now)
redis.call('HSETNX', stored, 'createdAt', now)
redis.call('ZADD', key('schedules'), 0, name)
if ARGV[3] == '' then
  redis.call('ZREM', key('schedules:due'), name)
else
  redis.call('ZADD', key('schedules:due'), ARGV[3], name)
end
return known and 'replaced' or 'new'
