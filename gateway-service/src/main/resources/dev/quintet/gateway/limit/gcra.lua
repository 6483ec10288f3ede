-- The generic cell rate algorithm for requests that ask together.
-- KEYS[1]  the limit: when its next request is due by the rate, microseconds of the server's clock
-- ARGV[1]  microseconds between two requests at the sustained rate, may be a fraction
-- ARGV[2]  burst: how many may pass at once
-- ARGV[3]  how many ask
-- Result   {how many of them may pass, how many more may, microseconds until the burst is whole, until one more may}
-- The key lives as long as it says more than "full".
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
local interval = tonumber(ARGV[1])
local tolerance = interval * tonumber(ARGV[2])
local asked = tonumber(ARGV[3])

local from = now
local due = tonumber(redis.call('GET', KEYS[1]) or '0')
-- A clock that was set back must not bar a caller for longer than the burst takes to fill.
if due > now then from = math.min(due, now + tolerance) end

local fits = math.floor((now + tolerance - from) / interval)
local allowed = math.max(0, math.min(asked, fits))
local after = from + allowed * interval
if allowed > 0 then
  redis.call('SET', KEYS[1], string.format('%.3f', after), 'PX', math.ceil((after - now) / 1000) + 1)
end
local remaining = math.max(0, fits - allowed)
local retry = 0
if remaining < 1 then retry = math.max(0, after + interval - tolerance - now) end
return {allowed, remaining, math.ceil(after - now), math.ceil(retry)}
