#!lua flags=allow-oom
-- Removes a schedule; tasks it made are not touched.
-- KEYS[1]  base key
-- ARGV[1]  name
-- Result   1, or 0 when there is no such schedule
redis.call('ZREM', key('schedules'), ARGV[1])
redis.call('ZREM', key('schedules:due'), ARGV[1])
return redis.call('DEL', key('schedule:' .. ARGV[1]))
