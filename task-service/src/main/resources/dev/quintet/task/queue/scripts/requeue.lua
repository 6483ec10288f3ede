#!lua
-- Gives an ended, unsuccessful task a new life with all its attempts.
-- KEYS[1]  base key
-- ARGV[1]  task id
-- ARGV[2]  most tasks that may wait or be delayed
-- Result   'waiting', 'unknown', 'full', or 'refused:<state>' when it is neither failed nor dead
local task = load(ARGV[1])
if not task then
  return 'unknown'
end
if task.state ~= 'failed' and task.state ~= 'dead' then
  return 'refused:' .. task.state
end
if not hasRoom(1, ARGV[2]) then
  return 'full'
end
redis.call('ZREM', key('dead'), task.id)
redis.call('ZREM', key('ended'), task.id)
redis.call('HDEL', taskKey(task.id), 'endedAt', 'worker', 'progress', 'progressMessage', 'progressSeq')
transition(task, 'waiting', nowMillis(), 'attempts', '0')
append(task)
return 'waiting'
