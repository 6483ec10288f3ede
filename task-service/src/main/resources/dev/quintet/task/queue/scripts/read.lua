#!lua flags=allow-oom
-- Reads a task, and may have its further changes told on the queue's signals channel.
-- KEYS[1]  base key
-- ARGV[1]  task id
-- ARGV[2]  '1' to have its changes told, else '0'
-- Result   its fields and values, empty when there is no such task
if ARGV[2] == '1' and redis.call('EXISTS', taskKey(ARGV[1])) == 1 then
  redis.call('HSET', taskKey(ARGV[1]), 'watched', '1')
end
return redis.call('HGETALL', taskKey(ARGV[1]))
