-- Put before every script of this folder, after the script's own first line; then come the parts that its second line may
-- name after "-- with".
-- KEYS[1]  the queue's base key, for example {quintet:tasks:default}; every other key is derived from it, so that
--          all keys of a queue share one hash tag and a script runs on one node of a cluster.
-- Time is always Redis' own: a worker whose clock is wrong cannot hold a lease longer or end a delay sooner.

local base = KEYS[1]
local GROUP = 'workers'

local function key(name)
  return base .. ':' .. name
end

local function taskKey(id)
  return base .. ':task:' .. id
end

local function nowMillis()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

-- Whole numbers as plain digits; Lua's own conversion may turn to an exponent. Kept, for the time is written many times.
local written = {}
local function digits(number)
  local text = written[number]
  if not text then
    text = string.format('%.0f', number)
    written[number] = text
  end
  return text
end

local FIELDS = {'state', 'seq', 'history', 'watched', 'priority', 'attempts', 'maxAttempts', 'token', 'cancel', 'resultTtl', 'trace'}

-- A task's bookkeeping as a table, or nil when there is no such task. Payload and result are left where they are, unless
-- other fields than those of the bookkeeping are asked for; the first of them must be the state.
local function load(id, fields)
  fields = fields or FIELDS
  local name = taskKey(id)
  local values = redis.call('HMGET', name, unpack(fields))
  if not values[1] then
    return nil
  end
  local task = {id = id, key = name}
  for i = 1, #fields do
    task[fields[i]] = values[i] or nil
  end
  return task
end

local function tell(message)
  redis.call('PUBLISH', key('signals'), message)
end

local HISTORY_LIMIT = 4096

-- Moves a task to a state: the version grows, the history gets a line, watchers are told.
-- INVARIANT: every change of a task's state goes through here.
local function transition(task, state, now, ...)
  local seq = tonumber(task.seq or 0) + 1
  local history = (task.history or '') .. digits(seq) .. ',' .. state .. ',' .. digits(now) .. ';'
  while #history > HISTORY_LIMIT do
    history = string.sub(history, string.find(history, ';', 1, true) + 1)
  end
  redis.call('HSET', task.key, 'state', state, 'seq', digits(seq), 'history', history, ...)
  task.state, task.seq, task.history = state, seq, history
  if task.watched then
    tell('state ' .. task.id .. ' ' .. state)
  end
end

-- Changes of counters and of sets, kept until the script's end: one command each then, instead of one a task.
local counted, added, removed = {}, {}, {}

local function count(name, by)
  counted[name] = (counted[name] or 0) + (by or 1)
end

local function put(set, score, id)
  local list = added[set] or {}
  added[set] = list
  list[#list + 1] = score
  list[#list + 1] = id
end

local function drop(set, id)
  local list = removed[set] or {}
  removed[set] = list
  list[#list + 1] = id
end

-- Lua cannot pass any number of arguments at once.
local MOST_TOGETHER = 1000

local function together(command, set, list)
  for at = 1, #list, MOST_TOGETHER do
    redis.call(command, key(set), unpack(list, at, math.min(at + MOST_TOGETHER - 1, #list)))
  end
end

-- INVARIANT: runs after the script's body, whatever that returns (see QueueScript). No script drops a member of a set that it
-- has put, nor reads a counter or set after it changed it by these.
local function settle()
  for set, list in pairs(removed) do
    together('ZREM', set, list)
  end
  for set, list in pairs(added) do
    together('ZADD', set, list)
  end
  for name, by in pairs(counted) do
    redis.call('HINCRBY', key('counters'), name, by)
  end
end

-- The attempt that ran is over, and the task goes on without it.
local function unhand(task)
  redis.call('HDEL', task.key, 'token', 'worker')
end

-- Puts a task into a stream.
local function enter(stream, task)
  if task.trace then
    redis.call('XADD', key(stream), '*', 'task', task.id, 'traceparent', task.trace)
  else
    redis.call('XADD', key(stream), '*', 'task', task.id)
  end
end

-- Puts a task at the end of its priority's stream.
local function append(task)
  enter('stream:' .. task.priority, task)
  count('waiting')
end

-- How many tasks wait or are delayed.
local function backlog()
  return tonumber(redis.call('HGET', key('counters'), 'waiting') or 0) + redis.call('ZCARD', key('delayed'))
end

-- Whether there is room for so many more: most as the caller is set, or what people set for now where that is less.
local function hasRoom(more, most)
  local limit = tonumber(redis.call('GET', key('limit')) or most)
  return backlog() + more <= math.min(limit, tonumber(most))
end

-- Ends a task for good. It is kept for its result TTL (a dead one as a dead letter), and then removed by expire.lua.
local function conclude(task, state, now, ...)
  transition(task, state, now, 'endedAt', digits(now), ...)
  if task.cancel then
    redis.call('HDEL', task.key, 'cancel')
  end
  if state == 'dead' then
    put('dead', digits(now), task.id)
  else
    put('ended', digits(now + tonumber(task.resultTtl)), task.id)
  end
  count(state)
end

-- Forgets a task altogether, and the idempotency key that led to it.
local function forget(id)
  local idem = redis.call('HGET', taskKey(id), 'idem')
  if idem and redis.call('GET', key('idem:' .. idem)) == id then
    redis.call('DEL', key('idem:' .. idem))
  end
  redis.call('DEL', taskKey(id))
  redis.call('ZREM', key('index'), id)
  redis.call('ZREM', key('ended'), id)
  redis.call('ZREM', key('dead'), id)
end

-- The attempt that holds the task now, and no other, may go on. An ended task keeps its last token, which holds nothing.
local function holds(task, token)
  return task and task.state == 'running' and task.token == token
end

local OUTLINE = {
  'type', 'state', 'priority', 'options', 'attempts', 'maxAttempts', 'progress', 'progressMessage', 'error',
  'createdAt', 'startedAt', 'endedAt', 'worker', 'trace', 'idem',
}

-- A task without its payload and result, as names and values.
local function outline(id)
  local values = redis.call('HMGET', taskKey(id), unpack(OUTLINE))
  local found = {'id', id}
  for i, name in ipairs(OUTLINE) do
    if values[i] then
      found[#found + 1] = name
      found[#found + 1] = values[i]
    end
  end
  return found
end
