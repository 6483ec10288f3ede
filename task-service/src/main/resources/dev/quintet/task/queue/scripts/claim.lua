#!lua flags=allow-oom
-- Takes waiting tasks for a worker: reads them off the priorities' streams and starts an attempt of each.
-- The entry is acknowledged and deleted here; from now on the task's lease, not the stream, says who holds it.
-- KEYS[1]  base key
-- ARGV[1]  worker id
-- ARGV[2]  most tasks to take, 1 or more
-- ARGV[3]  lease, milliseconds
-- ARGV     then the types that the worker knows; none = it takes any. A task of another type is parked: put into its type's own
--          stream, from which a worker that knows it takes it before all others.
-- Result   {'paused'}, or {'ok', now, id, token, attempt, type, options, payload, traceparent, created at, id, ...}; the token is a number that grows with each claim
-- Every sixteenth call begins with the low priority, so that a flood of high ones does not starve it.
if redis.call('EXISTS', key('paused')) == 1 then
  return {'paused'}
end

local now = nowMillis()
local wanted = tonumber(ARGV[2])
local order = {'high', 'normal', 'low'}
local answer = {'ok', digits(now)}
local taken = 0
local dropped = 0
local MOST_DROPPED = 1000
local knows = nil
for at = 4, #ARGV do
  knows = knows or {}
  knows[ARGV[at]] = true
end

local function read(stream)
  local found = redis.pcall('XREADGROUP', 'GROUP', GROUP, 'claim', 'COUNT', wanted - taken, 'NOACK', 'STREAMS', stream, '>')
  if found and found.err then
    if not string.find(found.err, 'NOGROUP', 1, true) then
      return nil, found
    end
    redis.call('XGROUP', 'CREATE', stream, GROUP, '0', 'MKSTREAM')
    found = redis.call('XREADGROUP', 'GROUP', GROUP, 'claim', 'COUNT', wanted - taken, 'NOACK', 'STREAMS', stream, '>')
  end
  return found and found[1] and found[1][2] or {}
end

local function start(id)
  local task = load(id, WORK_FIELDS)
  -- Cancelled, removed or expired while it waited: nothing to do but drop its entry.
  if not task or task.state ~= 'waiting' then
    dropped = dropped + 1
    return
  end
  if knows and not knows[task.type] then
    redis.call('XADD', key('parked:' .. task.type), '*', 'task', id, 'traceparent', task.trace or '')
    redis.call('SADD', key('parked'), task.type)
    dropped = dropped + 1
    return
  end
  local token = digits(redis.call('HINCRBY', key('counters'), 'claims', 1))
  local attempt = tonumber(task.attempts or 0) + 1
  transition(task, 'running', now, 'token', token, 'attempts', attempt, 'worker', ARGV[1], 'startedAt', digits(now))
  put('leases', digits(now + tonumber(ARGV[3])), id)
  answer[#answer + 1] = id
  answer[#answer + 1] = token
  answer[#answer + 1] = digits(attempt)
  answer[#answer + 1] = task.type
  answer[#answer + 1] = task.options
  answer[#answer + 1] = task.payload
  answer[#answer + 1] = task.trace or ''
  answer[#answer + 1] = task.createdAt
  taken = taken + 1
  count('waiting', -1)
end

local function take(stream, entries)
  local gone = {}
  for i, entry in ipairs(entries) do
    gone[i] = entry[1]
    start(entry[2][2])
  end
  if #gone > 0 then
    redis.call('XDEL', stream, unpack(gone))
  end
end

for _, type in ipairs(redis.call('SMEMBERS', key('parked'))) do
  if not knows or knows[type] then
    local stream = key('parked:' .. type)
    local entries = redis.call('XRANGE', stream, '-', '+', 'COUNT', wanted - taken)
    take(stream, entries)
    if #entries > 0 and redis.call('XLEN', stream) == 0 then
      redis.call('DEL', stream)
      redis.call('SREM', key('parked'), type)
    end
    if taken == wanted then
      return answer
    end
  end
end
if redis.call('HINCRBY', key('counters'), 'polls', 1) % 16 == 0 then
  order = {'low', 'normal', 'high'}
end
for _, priority in ipairs(order) do
  local stream = key('stream:' .. priority)
  while taken < wanted and dropped < MOST_DROPPED do
    local entries, failure = read(stream)
    if failure then
      return failure
    end
    if #entries == 0 then
      break
    end
    take(stream, entries)
  end
end
return answer
