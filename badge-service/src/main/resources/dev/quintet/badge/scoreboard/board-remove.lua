-- Takes a score off its boards and, if it was on the first, tells of it.
-- Who builds one of the boards now may have read the score before: such a build is ended, and begins anew.
-- KEYS[1] the feed  KEYS[2..n] rows of the boards  KEYS[n+1..] their builders
-- ARGV[1] member  ARGV[2] what to tell, JSON; empty: nothing  ARGV[3] entries the feed keeps
-- Answers 1 if the score was on the first board, else 0.
local boards = (#KEYS - 1) / 2
local was = redis.call('ZREM', KEYS[2], ARGV[1])
for i = 3, boards + 1 do
  redis.call('ZREM', KEYS[i], ARGV[1])
end
for i = boards + 2, #KEYS do
  redis.call('DEL', KEYS[i])
end
if was == 1 and ARGV[2] ~= '' then
  redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[3], '*', 'kind', 'void', 'json', ARGV[2])
end
return was
