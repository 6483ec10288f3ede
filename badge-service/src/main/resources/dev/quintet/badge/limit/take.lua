-- Counts a write against all rates, or against none (generic cell rate algorithm, as Rate.java).
-- KEYS[i] theoretical arrival time of rate i, microseconds
-- ARGV[2i-1] what a write costs, microseconds  ARGV[2i] writes at once
-- Answers 0 if counted, else the ms to wait.
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
local nexts, wait = {}, 0
for i = 1, #KEYS do
  local cost, burst = tonumber(ARGV[2 * i - 1]), tonumber(ARGV[2 * i])
  nexts[i] = math.max(tonumber(redis.call('GET', KEYS[i]) or '0'), now) + cost
  wait = math.max(wait, nexts[i] - burst * cost - now)
end
if wait > 0 then
  return math.ceil(wait / 1000)
end
for i = 1, #KEYS do
  redis.call('SET', KEYS[i], string.format('%.0f', nexts[i]), 'PX', math.ceil((nexts[i] - now) / 1000))
end
return 0
