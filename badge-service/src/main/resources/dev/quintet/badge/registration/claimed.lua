-- Ends a claimed code; a marker keeps it from being given out again and answers "already claimed" meanwhile.
-- KEYS[1] code  KEYS[2] "uuid|mac"  KEYS[3] the code's claimed marker
-- ARGV[1] "uuid|mac"  ARGV[2] how long the marker stays, ms
redis.call('SET', KEYS[3], '1', 'PX', ARGV[2])
if redis.call('GET', KEYS[1]) == ARGV[1] then
  redis.call('DEL', KEYS[1])
end
if redis.call('GET', KEYS[2]) == KEYS[1] then
  redis.call('DEL', KEYS[2])
end
return 1
