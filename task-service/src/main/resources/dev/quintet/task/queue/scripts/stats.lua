#!lua flags=allow-oom,no-writes
-- A queue's figures in one consistent look.
-- KEYS[1]  base key
-- Result   {now, paused since or '', limit people set or '', delayed, running, dead, ended, entries of the streams high, normal, low,
--          entries no worker has read (parked ones too), age of the oldest entry in milliseconds or '', then counters: name, value, ...}
local now = nowMillis()
local answer = {digits(now), redis.call('GET', key('paused')) or '', redis.call('GET', key('limit')) or ''}
for _, set in ipairs({'delayed', 'leases', 'dead', 'ended'}) do
  answer[#answer + 1] = redis.call('ZCARD', key(set))
end
local oldest, lag = '', 0
local function look(stream)
  local first = redis.call('XRANGE', stream, '-', '+', 'COUNT', 1)
  if first[1] then
    local age = now - tonumber(string.match(first[1][1], '^(%d+)'))
    if oldest == '' or age > oldest then
      oldest = age
    end
  end
end
for _, priority in ipairs({'high', 'normal', 'low'}) do
  local stream = key('stream:' .. priority)
  answer[#answer + 1] = redis.call('XLEN', stream)
  local groups = redis.pcall('XINFO', 'GROUPS', stream)
  if groups.err then
    groups = {}
  end
  local unread = redis.call('XLEN', stream)
  for _, group in ipairs(groups) do
    for at = 1, #group, 2 do
      if group[at] == 'lag' and group[at + 1] then
        unread = group[at + 1]
      end
    end
  end
  lag = lag + unread
  look(stream)
end
for _, type in ipairs(redis.call('SMEMBERS', key('parked'))) do
  lag = lag + redis.call('XLEN', key('parked:' .. type))
  look(key('parked:' .. type))
end
answer[#answer + 1] = lag
answer[#answer + 1] = oldest == '' and '' or digits(oldest)
for _, text in ipairs(redis.call('HGETALL', key('counters'))) do
  answer[#answer + 1] = text
end
return answer
