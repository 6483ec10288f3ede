-- Puts a score on its boards and, if it is new on the first, tells of it.
-- KEYS[1] the feed  KEYS[2..] rows of the boards
-- ARGV[1] member  ARGV[2] what to tell, JSON; empty: nothing  ARGV[3] entries the feed keeps
-- Answers 1 if the score is new on the first board, else 0.
local new = redis.call('ZADD', KEYS[2], 0, ARGV[1])
for i = 3, #KEYS do
  redis.call('ZADD', KEYS[i], 0, ARGV[1])
end
if new == 1 and ARGV[2] ~= '' then
  local place = redis.call('ZRANK', KEYS[2], ARGV[1]) + 1
  redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[3], '*', 'kind', 'score', 'json', ARGV[2], 'place', place)
end
return new
