-- Begins to build a board anew, unless it is complete or somebody else builds it.
-- Scores ranked from here on stay: whoever builds reads PostgreSQL after this, so none falls between the two.
-- KEYS[1] rows  KEYS[2] ready marker  KEYS[3] builder
-- ARGV[1] this builder's token  ARGV[2] its lease, ms
-- Answers 1 if begun, else 0.
if redis.call('EXISTS', KEYS[2]) == 1 then
  return 0
end
if not redis.call('SET', KEYS[3], ARGV[1], 'NX', 'PX', ARGV[2]) then
  return 0
end
redis.call('DEL', KEYS[1])
return 1
