-- The badge's live code, else the first free candidate, set both ways with one time to live.
-- KEYS[1] "uuid|mac"; KEYS[2..n] candidate codes; KEYS[n+1..] their claimed markers, in the same order
-- ARGV[1] "uuid|mac"  ARGV[2] time to live, ms
-- Answers the code, or false if no candidate is free.
local live = redis.call('GET', KEYS[1])
if live and redis.call('GET', live) == ARGV[1] then
  return live
end
local candidates = (#KEYS - 1) / 2
for i = 2, candidates + 1 do
  if redis.call('EXISTS', KEYS[i], KEYS[i + candidates]) == 0 then
    -- One instant for both: two relative times may end a millisecond apart.
    local time = redis.call('TIME')
    local ends = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[2])
    redis.call('SET', KEYS[i], ARGV[1], 'PXAT', ends)
    redis.call('SET', KEYS[1], KEYS[i], 'PXAT', ends)
    return KEYS[i]
  end
end
return false
