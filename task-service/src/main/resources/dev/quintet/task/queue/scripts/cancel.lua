#!lua flags=allow-oom
-- Cancels a task: at once when no worker has it; else its worker is asked to stop it.
-- KEYS[1]  base key
-- ARGV[1]  task id
-- Result   'cancelled', 'running' (asked to stop), 'unknown', or 'ended:<state>' when it had ended before
local task = load(ARGV[1])
if not task then
  return 'unknown'
end
if task.state == 'waiting' then
  -- Its stream entry stays until a claim drops it: deleting ahead of the group would spoil the group's lag.
  count('waiting', -1)
  conclude(task, 'cancelled', nowMillis())
  return 'cancelled'
elseif task.state == 'delayed' then
  drop('delayed', task.id)
  conclude(task, 'cancelled', nowMillis())
  return 'cancelled'
elseif task.state == 'running' then
  redis.call('HSET', taskKey(task.id), 'cancel', '1')
  tell('cancel ' .. task.id .. ' ' .. task.token)
  return 'running'
end
return 'ended:' .. task.state
