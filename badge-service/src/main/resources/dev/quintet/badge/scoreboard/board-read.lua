-- A part of a board, if the board is complete.
-- KEYS[1] rows (sorted set, all scores 0: ordered by member)  KEYS[2] ready marker
-- ARGV[1] first rank  ARGV[2] last rank  ARGV[3] "best" or "worst"
-- Answers the members, or false if the board is not complete.
if redis.call('EXISTS', KEYS[2]) == 0 then
  return false
end
return redis.call(ARGV[3] == 'best' and 'ZRANGE' or 'ZREVRANGE', KEYS[1], ARGV[1], ARGV[2])
