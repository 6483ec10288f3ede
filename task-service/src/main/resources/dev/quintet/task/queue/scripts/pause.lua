#!lua flags=allow-oom
-- Stops or starts the handing out of tasks; what runs goes on.
-- KEYS[1]  base key
-- ARGV[1]  '1' to pause, '0' to resume
-- Result   1 when that changed something, else 0
if ARGV[1] == '1' then
  return redis.call('SETNX', key('paused'), digits(nowMillis()))
end
local changed = redis.call('DEL', key('paused'))
if changed == 1 then
  tell('resumed')
end
return changed
