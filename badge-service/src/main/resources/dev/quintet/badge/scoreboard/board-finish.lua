-- Declares a board complete.
-- KEYS[1] ready marker  KEYS[2] builder
-- ARGV[1] this builder's token  ARGV[2] the run of Redis that the board was built in
-- Answers 1, or 0 if the builder lost the board.
if redis.call('GET', KEYS[2]) ~= ARGV[1] then
  return 0
end
redis.call('SET', KEYS[1], ARGV[2])
redis.call('DEL', KEYS[2])
return 1
