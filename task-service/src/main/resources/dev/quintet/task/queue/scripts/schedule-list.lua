#!lua flags=allow-oom,no-writes
-- Lists schedules by name.
-- KEYS[1]  base key
-- ARGV[1]  first name to list ('-' = from the first), or '(' and the name to go on after
-- ARGV[2]  last name to list ('+' = to the last)
-- ARGV[3]  most to return
-- Result   {{fields and values of a schedule, with its name, and due when it is not paused}, ...}
local answer = {}
for _, name in ipairs(redis.call('ZRANGE', key('schedules'), ARGV[1], ARGV[2], 'BYLEX', 'LIMIT', 0, ARGV[3])) do
  local found = redis.call('HGETALL', key('schedule:' .. name))
  found[#found + 1] = 'name'
  found[#found + 1] = name
  local due = redis.call('ZSCORE', key('schedules:due'), name)
  if due then
    found[#found + 1] = 'due'
    found[#found + 1] = due
  end
  answer[#answer + 1] = found
end
return answer
