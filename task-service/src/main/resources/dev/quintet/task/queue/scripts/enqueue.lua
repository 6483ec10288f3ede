#!lua
-- with accept
-- Accepts tasks, all or none.
-- KEYS[1]  base key
-- ARGV[1]  most tasks that may wait or be delayed
-- ARGV[2]  how long an idempotency key is remembered, milliseconds
-- ARGV[3]  '1' when the caller waits for the end (watched from the start), else '0'
-- ARGV     then, for each task, eleven: see part-accept.lua
-- Result   {'ok', now, id, 'waiting' or 'delayed' when new or 'known' when the key was known, id, ...}
--          or {'full', tasks that wait or are delayed}
local watched = ARGV[3] == '1'
local known = {}
-- Where the tasks begin that are new. One sent again after no answer came has the id that its key is known by, and is not.
local isNew = {}
local fresh = 0

for at = 4, #ARGV, TASK_FIELDS do
  local idem = ARGV[at + 9]
  if idem ~= '' and not known[idem] then
    known[idem] = redis.call('GET', key('idem:' .. idem)) or nil
    if known[idem] and redis.call('EXISTS', taskKey(known[idem])) == 0 then
      known[idem] = nil
    end
  end
  if idem == '' or not known[idem] then
    isNew[at] = true
    fresh = fresh + 1
    known[idem] = ARGV[at]
  end
end

if fresh > 0 and not hasRoom(fresh, ARGV[1]) then
  return {'full', digits(backlog())}
end

local now = nowMillis()
local answer = {'ok', digits(now)}
for at = 4, #ARGV, TASK_FIELDS do
  local id, idem = ARGV[at], ARGV[at + 9]
  if isNew[at] then
    local state = accept(at, now, watched)
    if idem ~= '' then
      redis.call('SET', key('idem:' .. idem), id, 'PX', ARGV[2])
    end
    answer[#answer + 1] = id
    answer[#answer + 1] = state
  else
    answer[#answer + 1] = known[idem]
    answer[#answer + 1] = 'known'
  end
end
return answer
