-- For scripts that hand out tasks.

local MOST_DROPPED = 1000
local WORK = {'state', 'seq', 'history', 'watched', 'attempts', 'trace', 'type', 'options', 'payload', 'createdAt'}

-- Reads waiting tasks off the priorities' streams and starts an attempt of each. The entry is deleted here; from now on the
-- task's lease, not the stream, says who holds it. A task of a type that the worker does not know is parked: put into its
-- type's own stream, from which a worker that knows it takes it before all others.
-- worker, most tasks to take (1 or more), lease in milliseconds, known types as a set (nil = any).
-- Gives {'paused'}, or {'ok', now, id, token, attempt, type, options, payload, traceparent, created at, id, ...}; the token is
-- a number that grows with each claim. Every sixteenth call begins with the low priority, so that a flood of high ones does
-- not starve it.
local function claim(worker, wanted, lease, knows)
  if redis.call('EXISTS', key('paused')) == 1 then
    return {'paused'}
  end
  local now = nowMillis()
  local counters = redis.call('HMGET', key('counters'), 'claims', 'polls')
  local token = tonumber(counters[1] or 0)
  local expiry = digits(now + lease)
  local answer = {'ok', digits(now)}
  local taken, dropped = 0, 0
  count('polls')

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
    local task = load(id, WORK)
    -- Cancelled, removed or expired while it waited: nothing to do but drop its entry.
    if not task or task.state ~= 'waiting' then
      dropped = dropped + 1
      return
    end
    if knows and not knows[task.type] then
      enter('parked:' .. task.type, task)
      redis.call('SADD', key('parked'), task.type)
      dropped = dropped + 1
      return
    end
    taken = taken + 1
    local mine = digits(token + taken)
    local attempt = digits(tonumber(task.attempts or 0) + 1)
    transition(task, 'running', now, 'token', mine, 'attempts', attempt, 'worker', worker, 'startedAt', digits(now))
    put('leases', expiry, id)
    local at = #answer
    answer[at + 1] = id
    answer[at + 2] = mine
    answer[at + 3] = attempt
    answer[at + 4] = task.type
    answer[at + 5] = task.options
    answer[at + 6] = task.payload
    answer[at + 7] = task.trace or ''
    answer[at + 8] = task.createdAt
  end

  -- INVARIANT: the entries are the first of their stream. So all up to the last of them may go, in one cut: deleting each
  -- by its id would look through the stream's first block once for each.
  local function take(stream, entries)
    for _, entry in ipairs(entries) do
      start(entry[2][2])
    end
    if #entries > 0 then
      local millis, nth = string.match(entries[#entries][1], '^(%d+)-(%d+)$')
      redis.call('XTRIM', stream, 'MINID', millis .. '-' .. digits(nth + 1))
    end
  end

  local function takeParked(type)
    local stream = key('parked:' .. type)
    local entries = redis.call('XRANGE', stream, '-', '+', 'COUNT', wanted - taken)
    take(stream, entries)
    if #entries > 0 and redis.call('XLEN', stream) == 0 then
      redis.call('DEL', stream)
      redis.call('SREM', key('parked'), type)
    end
  end

  for _, type in ipairs(redis.call('SMEMBERS', key('parked'))) do
    if taken < wanted and (not knows or knows[type]) then
      takeParked(type)
    end
  end
  local order = {'high', 'normal', 'low'}
  if (tonumber(counters[2] or 0) + 1) % 16 == 0 then
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
  if taken > 0 then
    count('waiting', -taken)
    count('claims', taken)
  end
  return answer
end
