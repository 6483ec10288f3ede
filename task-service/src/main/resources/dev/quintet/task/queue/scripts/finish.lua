#!lua flags=allow-oom
-- Ends attempts. Each is fenced: without the claim token of the current attempt nothing changes.
-- KEYS[1]  base key
-- ARGV     for each attempt, five: task id, claim token, outcome, text, pause before the next attempt in milliseconds
--          outcome 'succeeded' (text: result, JSON), 'failed' (text: error, JSON; not worth another attempt),
--          'retry' (text: error, JSON; another attempt after the pause, or dead letter when attempts are used up),
--          'cancelled' (text unused), 'release' (handed back unfinished: waits again, the attempt does not count)
-- Result   for each attempt in order: the task's state now, or 'stale' when the token is not the current one
local now = nowMillis()
local answer = {}

local function again(task, error, pause)
  redis.call('HDEL', taskKey(task.id), 'token', 'worker')
  if task.cancel then
    conclude(task, 'cancelled', now, 'error', error)
  elseif tonumber(task.attempts) >= tonumber(task.maxAttempts) then
    conclude(task, 'dead', now, 'error', error)
  else
    count('retried')
    if pause > 0 then
      transition(task, 'delayed', now, 'error', error)
      put('delayed', digits(now + pause), task.id)
    else
      transition(task, 'waiting', now, 'error', error)
      append(task)
    end
  end
end

local function release(task)
  redis.call('HDEL', taskKey(task.id), 'token', 'worker')
  if task.cancel then
    conclude(task, 'cancelled', now)
  else
    transition(task, 'waiting', now, 'attempts', tonumber(task.attempts) - 1)
    append(task)
  end
end

for at = 1, #ARGV, 5 do
  local task, outcome, text = load(ARGV[at]), ARGV[at + 2], ARGV[at + 3]
  if not holds(task, ARGV[at + 1]) then
    answer[#answer + 1] = 'stale'
  else
    drop('leases', task.id)
    if outcome == 'succeeded' then
      conclude(task, 'succeeded', now, 'result', text)
    elseif outcome == 'failed' then
      conclude(task, 'failed', now, 'error', text)
    elseif outcome == 'cancelled' then
      conclude(task, 'cancelled', now)
    elseif outcome == 'release' then
      release(task)
    else
      again(task, text, tonumber(ARGV[at + 4]))
    end
    answer[#answer + 1] = task.state
  end
end
return answer
