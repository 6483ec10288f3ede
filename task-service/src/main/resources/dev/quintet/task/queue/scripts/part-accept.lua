-- For scripts that make tasks.

local TASK_FIELDS = 11

-- Makes the task that eleven of the script's arguments tell, from this one on: id, type, options (JSON), payload (JSON),
-- priority, delay in milliseconds from now ('' = none), due time in epoch milliseconds ('' = none), attempts allowed,
-- result TTL in milliseconds, idempotency key ('' = none), traceparent ('' = none). Whether it may be made was asked before.
-- Gives its state.
local function accept(at, now, watched)
  local delay, due = ARGV[at + 5], ARGV[at + 6]
  if delay ~= '' then
    due = now + tonumber(delay)
  elseif due ~= '' then
    due = tonumber(due)
  else
    due = 0
  end
  local task = {id = ARGV[at], key = taskKey(ARGV[at]), priority = ARGV[at + 4], trace = ARGV[at + 10] ~= '' and ARGV[at + 10] or nil}
  local extra = {}
  if ARGV[at + 9] ~= '' then
    extra = {'idem', ARGV[at + 9]}
  end
  if watched then
    extra[#extra + 1] = 'watched'
    extra[#extra + 1] = '1'
  end
  if task.trace then
    extra[#extra + 1] = 'trace'
    extra[#extra + 1] = task.trace
  end
  local state = due > now and 'delayed' or 'waiting'
  transition(task, state, now,
    'type', ARGV[at + 1], 'options', ARGV[at + 2], 'payload', ARGV[at + 3], 'priority', task.priority,
    'maxAttempts', ARGV[at + 7], 'resultTtl', ARGV[at + 8], 'createdAt', digits(now), unpack(extra))
  put('index', 0, task.id)
  if state == 'delayed' then
    put('delayed', digits(due), task.id)
  else
    append(task)
  end
  count('enqueued')
  return state
end
