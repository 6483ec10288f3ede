-- Declares a board complete.
-- KEYS[1] ready marker  KEYS[2] builder  KEYS[3] rows
-- ARGV[1] this builder's token  ARGV[2] the run of Redis that the board was built in
-- ARGV[3] how long the board is kept, ms; 0: for good
-- Answers 1, or 0 if the builder lost the board.
if redis.call('GET', KEYS[2]) ~= ARGV[1] then
  return 0
end
redis.call('SET', KEYS[1], ARGV[2])
if ARGV[3] ~= '0' then
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
  redis.call('PEXPIRE', KEYS[3], ARGV[3])
end
redis.call('DEL', KEYS[2])
return 1
