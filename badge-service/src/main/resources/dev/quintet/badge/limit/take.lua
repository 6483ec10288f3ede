-- Counts writes, each against all its rates or against none (generic cell rate algorithm, as Rate.java).
-- KEYS theoretical arrival times, microseconds: one a rate, write after write; writes may share keys
-- ARGV for each write the number of its rates, then for each of them: what a write costs, microseconds; writes at once
-- Answers for each write that is not counted its place, from 0, and the ms to wait.
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
-- Each key is read once and written once, however many writes are about it.
local times, changed = {}, {}
local refused, key, arg, write = {}, 0, 1, 0
while arg <= #ARGV do
  local rates, nexts, wait = tonumber(ARGV[arg]), {}, 0
  for i = 1, rates do
    local name, cost, burst = KEYS[key + i], tonumber(ARGV[arg + 2 * i - 1]), tonumber(ARGV[arg + 2 * i])
    times[name] = times[name] or tonumber(redis.call('GET', name) or '0')
    nexts[i] = math.max(times[name], now) + cost
    wait = math.max(wait, nexts[i] - burst * cost - now)
  end
  if wait <= 0 then
    for i = 1, rates do
      times[KEYS[key + i]] = nexts[i]
      changed[KEYS[key + i]] = true
    end
  else
    refused[#refused + 1] = write
    refused[#refused + 1] = math.ceil(wait / 1000)
  end
  key, arg, write = key + rates, arg + 1 + 2 * rates, write + 1
end
for name in pairs(changed) do
  redis.call('SET', name, string.format('%.0f', times[name]), 'PX', math.ceil((times[name] - now) / 1000))
end
return refused
