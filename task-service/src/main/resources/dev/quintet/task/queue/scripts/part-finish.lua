-- For scripts that end attempts.

local CLOSING = {'state', 'seq', 'history', 'watched', 'token', 'cancel', 'resultTtl'}

local function again(task, now, error, pause)
  unhand(task)
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

local function release(task, now)
  unhand(task)
  if task.cancel then
    conclude(task, 'cancelled', now)
  else
    transition(task, 'waiting', now, 'attempts', tonumber(task.attempts) - 1)
    append(task)
  end
end

local CLOSED = {succeeded = 'result', failed = 'error', cancelled = false}

-- Ends attempts, so many arguments of the script from this one on, five for each: task id, claim token, outcome, text, pause
-- before the next attempt in milliseconds. Each is fenced: without the claim token of the current attempt nothing changes.
--   outcome 'succeeded' (text: result, JSON), 'failed' (text: error, JSON; not worth another attempt),
--   'retry' (text: error, JSON; another attempt after the pause, or dead letter when attempts are used up),
--   'cancelled' (text unused), 'release' (handed back unfinished: waits again, the attempt does not count)
-- Gives for each in order the task's state now, or 'stale' when the token is not the current one.
local function finish(from, to)
  local now = nowMillis()
  local answer = {}
  for at = from, to, 5 do
    local outcome, text = ARGV[at + 2], ARGV[at + 3]
    local field = CLOSED[outcome]
    local task = load(ARGV[at], field ~= nil and CLOSING or FIELDS)
    if not holds(task, ARGV[at + 1]) then
      answer[#answer + 1] = 'stale'
    else
      drop('leases', task.id)
      if field then
        conclude(task, outcome, now, field, text)
      elseif field == false then
        conclude(task, outcome, now)
      elseif outcome == 'release' then
        release(task, now)
      else
        again(task, now, text, tonumber(ARGV[at + 4]))
      end
      answer[#answer + 1] = task.state
    end
  end
  return answer
end
