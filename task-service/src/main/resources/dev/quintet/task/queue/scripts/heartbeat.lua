#!lua flags=allow-oom
-- A worker's sign of life: renews the leases of what it runs and says which attempts to stop.
-- KEYS[1]  base key
-- ARGV[1]  worker id
-- ARGV[2]  what the worker says of itself (JSON)
-- ARGV[3]  lease, milliseconds
-- ARGV     then, for each running attempt, two: task id, claim token
-- Result   for each attempt in order: 'ok', 'cancel' (stop it, its end is still yours to tell) or 'lost' (no longer yours)
local now = nowMillis()
redis.call('HSET', key('workers'), ARGV[1], ARGV[2])
redis.call('ZADD', key('workers:seen'), digits(now), ARGV[1])
local answer = {}
for at = 4, #ARGV, 2 do
  local task = load(ARGV[at])
  if not holds(task, ARGV[at + 1]) then
    answer[#answer + 1] = 'lost'
  else
    redis.call('ZADD', key('leases'), digits(now + tonumber(ARGV[3])), task.id)
    answer[#answer + 1] = task.cancel and 'cancel' or 'ok'
  end
end
return answer
