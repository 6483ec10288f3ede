-- Ends one's turn to post, and begins a pause for all.
-- KEYS[1] turn  KEYS[2] pause
-- ARGV[1] whose turn it was  ARGV[2] pause, ms
-- Answers 1.
if redis.call('GET', KEYS[1]) == ARGV[1] then
  redis.call('DEL', KEYS[1])
end
if tonumber(ARGV[2]) > 0 then
  redis.call('SET', KEYS[2], '1', 'PX', ARGV[2])
end
return 1
