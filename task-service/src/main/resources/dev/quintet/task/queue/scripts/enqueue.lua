#!lua
-- Accepts tasks, all or none.
-- KEYS[1]  base key
-- ARGV[1]  most tasks that may wait or be delayed
-- ARGV[2]  how long an idempotency key is remembered, milliseconds
-- ARGV[3]  '1' when the caller waits for the end (watched from the start), else '0'
-- ARGV     then, for each task, eleven: id, type, options (JSON), payload (JSON), priority, delay in milliseconds from now ('' = none),
--          due time in epoch milliseconds ('' = none), attempts allowed, result TTL in milliseconds, idempotency key ('' = none),
--          traceparent ('' = none)
-- Result   {'ok', id, '1' when new or '0' when the key was known, id, ...} or {'full', tasks that wait or are delayed}
local STRIDE = 11
local limit = tonumber(ARGV[1])
local watched = ARGV[3] == '1'
local known = {}
local fresh = 0

for at = 4, #ARGV, STRIDE do
  local idem = ARGV[at + 9]
  if idem ~= '' and not known[idem] then
    known[idem] = redis.call('GET', key('idem:' .. idem)) or nil
    if known[idem] and redis.call('EXISTS', taskKey(known[idem])) == 0 then
      known[idem] = nil
    end
    if not known[idem] then
      known[idem] = ARGV[at]
      fresh = fresh + 1
    end
  elseif idem == '' then
    fresh = fresh + 1
  end
end

local backlog = tonumber(redis.call('HGET', key('counters'), 'waiting') or 0) + redis.call('ZCARD', key('delayed'))
if fresh > 0 and backlog + fresh > limit then
  return {'full', digits(backlog)}
end

local now = nowMillis()
local answer = {'ok'}
for at = 4, #ARGV, STRIDE do
  local id, idem = ARGV[at], ARGV[at + 9]
  if idem ~= '' and known[idem] ~= id then
    answer[#answer + 1] = known[idem]
    answer[#answer + 1] = '0'
  else
    local delay, due = ARGV[at + 5], ARGV[at + 6]
    if delay ~= '' then
      due = now + tonumber(delay)
    elseif due ~= '' then
      due = tonumber(due)
    else
      due = 0
    end
    local task = {id = id, priority = ARGV[at + 4], trace = ARGV[at + 10]}
    local extra = {}
    if idem ~= '' then
      extra = {'idem', idem}
      redis.call('SET', key('idem:' .. idem), id, 'PX', ARGV[2])
    end
    if watched then
      extra[#extra + 1] = 'watched'
      extra[#extra + 1] = '1'
    end
    if task.trace ~= '' then
      extra[#extra + 1] = 'trace'
      extra[#extra + 1] = task.trace
    end
    transition(task, due > now and 'delayed' or 'waiting', now,
      'type', ARGV[at + 1], 'options', ARGV[at + 2], 'payload', ARGV[at + 3], 'priority', task.priority,
      'maxAttempts', ARGV[at + 7], 'resultTtl', ARGV[at + 8], 'createdAt', digits(now), unpack(extra))
    redis.call('ZADD', key('index'), 0, id)
    if due > now then
      redis.call('ZADD', key('delayed'), digits(due), id)
    else
      append(task)
    end
    answer[#answer + 1] = id
    answer[#answer + 1] = '1'
  end
end
redis.call('HINCRBY', key('counters'), 'enqueued', fresh)
return answer
