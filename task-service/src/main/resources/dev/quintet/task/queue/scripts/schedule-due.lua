#!lua flags=allow-oom,no-writes
-- Tells which schedules are due.
-- KEYS[1]  base key
-- ARGV[1]  most to return
-- Result   {now, name, due, version, what recurs and when (JSON), name, ...}
local now = digits(nowMillis())
local answer = {now}
local due = redis.call('ZRANGE', key('schedules:due'), '-inf', now, 'BYSCORE', 'LIMIT', 0, ARGV[1], 'WITHSCORES')
for at = 1, #due, 2 do
  local stored = redis.call('HMGET', key('schedule:' .. due[at]), 'version', 'spec')
  if stored[1] then
    answer[#answer + 1] = due[at]
    answer[#answer + 1] = due[at + 1]
    answer[#answer + 1] = stored[1]
    answer[#answer + 1] = stored[2]
  end
end
return answer
