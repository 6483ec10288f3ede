-- Puts scores on their boards and tells of each that is new on its first.
-- KEYS[1] the feed  KEYS[2..] rows of the boards
-- ARGV[1] entries the feed keeps; then for each score:
--   member, what to tell (JSON; empty: nothing), number of its boards, their places among KEYS, its first board first
-- Answers how many scores are new on their first boards.
local total, i = 0, 2
while i <= #ARGV do
  local member, told, boards = ARGV[i], ARGV[i + 1], tonumber(ARGV[i + 2])
  local first = KEYS[tonumber(ARGV[i + 3])]
  local new = redis.call('ZADD', first, 0, member)
  for n = 2, boards do
    redis.call('ZADD', KEYS[tonumber(ARGV[i + 2 + n])], 0, member)
  end
  if new == 1 and told ~= '' then
    local place = redis.call('ZRANK', first, member) + 1
    redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[1], '*', 'kind', 'score', 'json', told, 'place', place)
  end
  total = total + new
  i = i + 3 + boards
end
return total
