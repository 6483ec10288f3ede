-- Takes the turn to post, unless there is a pause or somebody else's turn.
-- KEYS[1] turn  KEYS[2] pause  KEYS[3] the webhook that is gone
-- ARGV[1] who asks  ARGV[2] how long the turn lasts at most, ms  ARGV[3] to which webhook
-- Answers 0 if taken, else the ms to wait, at least 1; -1 if the webhook is gone.
if redis.call('GET', KEYS[3]) == ARGV[3] then
  return -1
end
local pause = redis.call('PTTL', KEYS[2])
if pause > 0 then
  return pause
end
if redis.call('GET', KEYS[1]) == ARGV[1] then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
  return 0
end
if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then
  return 0
end
return math.max(1, redis.call('PTTL', KEYS[1]))
