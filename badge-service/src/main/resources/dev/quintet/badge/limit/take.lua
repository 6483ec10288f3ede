-- Counts writes, each against all its rates or against none (generic cell rate algorithm, as Rate.java).
-- KEYS theoretical arrival times, microseconds: one a rate, write after write
-- ARGV for each write the number of its rates, then for each of them: what a write costs, microseconds; writes at once
-- Answers for each write 0 if counted, else the ms to wait.
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
local answers, key, arg = {}, 0, 1
while arg <= #ARGV do
  local rates, nexts, wait = tonumber(ARGV[arg]), {}, 0
  for i = 1, rates do
    local cost, burst = tonumber(ARGV[arg + 2 * i - 1]), tonumber(ARGV[arg + 2 * i])
    nexts[i] = math.max(tonumber(redis.call('GET', KEYS[key + i]) or '0'), now) + cost
    wait = math.max(wait, nexts[i] - burst * cost - now)
  end
  if wait <= 0 then
    for i = 1, rates do
      redis.call('SET', KEYS[key + i], string.format('%.0f', nexts[i]), 'PX', math.ceil((nexts[i] - now) / 1000))
    end
  end
  answers[#answers + 1] = wait > 0 and math.ceil(wait / 1000) or 0
  key, arg = key + rates, arg + 1 + 2 * rates
end
return answers
