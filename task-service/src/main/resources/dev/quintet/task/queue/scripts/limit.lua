#!lua flags=allow-oom
-- Sets how many tasks may wait or be delayed for now, where that is less than what the service is set to.
-- KEYS[1]  base key
-- ARGV[1]  the limit, 0 or more; '' = as the service is set
-- Result   1 when that changed something, else 0
local before = redis.call('GET', key('limit')) or ''
if before == ARGV[1] then
  return 0
end
if ARGV[1] == '' then
  redis.call('DEL', key('limit'))
else
  redis.call('SET', key('limit'), ARGV[1])
end
return 1
