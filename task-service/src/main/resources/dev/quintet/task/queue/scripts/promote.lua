#!lua flags=allow-oom
-- Lets delayed tasks whose time has come wait for a worker.
-- KEYS[1]  base key
-- ARGV[1]  most tasks to move
-- Result   how many moved
local now = nowMillis()
local due = redis.call('ZRANGEBYSCORE', key('delayed'), '-inf', digits(now), 'LIMIT', 0, ARGV[1])
local moved = 0
for _, id in ipairs(due) do
  drop('delayed', id)
  local task = load(id)
  if task and task.state == 'delayed' then
    transition(task, 'waiting', now)
    append(task)
    moved = moved + 1
  end
end
return moved
