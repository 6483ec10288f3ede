-- Adds rows to a board that is being built.
-- KEYS[1] rows  KEYS[2] builder
-- ARGV[1] this builder's token  ARGV[2] its lease, ms  ARGV[3..] members
-- Answers 1, or 0 if the builder lost the board: Redis was emptied, or the board declared wrong meanwhile.
if redis.call('GET', KEYS[2]) ~= ARGV[1] then
  return 0
end
local members = {}
for i = 3, #ARGV do
  members[#members + 1] = 0
  members[#members + 1] = ARGV[i]
end
if #members > 0 then
  redis.call('ZADD', KEYS[1], unpack(members))
end
redis.call('PEXPIRE', KEYS[2], ARGV[2])
return 1
