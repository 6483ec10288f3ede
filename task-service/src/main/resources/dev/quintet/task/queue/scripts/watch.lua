#!lua flags=allow-oom
-- Reads a task, and has its further changes told on the queue's signals channel.
-- KEYS[1]  base key
-- ARGV[1]  task id
-- Result   its fields and values, empty when there is no such task
if redis.call('EXISTS', taskKey(ARGV[1])) == 0 then
  return {}
end
redis.call('HSET', taskKey(ARGV[1]), 'watched', '1')
return redis.call('HGETALL', taskKey(ARGV[1]))
