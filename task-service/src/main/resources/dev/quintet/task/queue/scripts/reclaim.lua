#!lua flags=allow-oom
-- Takes back tasks whose lease ran out: their worker is gone, hangs, or is cut off. Its token is void from here on.
-- KEYS[1]  base key
-- ARGV[1]  most tasks to take back
-- ARGV[2]  error to note (JSON)
-- Result   {task id, state now, task id, ...}: 'waiting' again, 'dead' when its attempts are used up, 'cancelled' when that was asked for
local now = nowMillis()
local lost = redis.call('ZRANGEBYSCORE', key('leases'), '-inf', digits(now), 'LIMIT', 0, ARGV[1])
local answer = {}
for _, id in ipairs(lost) do
  drop('leases', id)
  local task = load(id)
  if task and task.state == 'running' then
    unhand(task)
    count('reclaimed')
    if task.cancel then
      conclude(task, 'cancelled', now)
    elseif tonumber(task.attempts) >= tonumber(task.maxAttempts) then
      conclude(task, 'dead', now, 'error', ARGV[2])
    else
      transition(task, 'waiting', now, 'error', ARGV[2])
      append(task)
    end
    answer[#answer + 1] = id
    answer[#answer + 1] = task.state
  end
end
return answer
