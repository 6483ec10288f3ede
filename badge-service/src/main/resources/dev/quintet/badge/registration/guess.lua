-- Looks a code up and counts a wrong guess, so that no race gets more guesses than allowed.
-- KEYS[1] code  KEYS[2] its claimed marker  KEYS[3] the guesser's counter  KEYS[4] the counter of all
-- ARGV[1] guesses a guesser  ARGV[2] guesses of all  ARGV[3] window, ms
-- Answers {"right", "uuid|mac"}, {"claimed"}, {"wrong"} or {"refused", ms to wait}.
local function spent(counter, limit)
  return tonumber(redis.call('GET', counter) or '0') >= tonumber(limit)
end
if spent(KEYS[3], ARGV[1]) then
  return {'refused', redis.call('PTTL', KEYS[3])}
end
if spent(KEYS[4], ARGV[2]) then
  return {'refused', redis.call('PTTL', KEYS[4])}
end
local badge = redis.call('GET', KEYS[1])
if badge then
  return {'right', badge}
end
if redis.call('EXISTS', KEYS[2]) == 1 then
  return {'claimed'}
end
for i = 3, 4 do
  if redis.call('INCR', KEYS[i]) == 1 then
    redis.call('PEXPIRE', KEYS[i], ARGV[3])
  end
end
return {'wrong'}
