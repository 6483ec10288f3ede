-- Moves an entry that used up its deliveries to the dead letters, if it is still idle for that long.
-- KEYS[1] stream, KEYS[2] dead letters (the same hash slot in a cluster: the stream's name carries a hash tag)
-- ARGV[1] group, ARGV[2] entry id, ARGV[3] least idle milliseconds, ARGV[4] deliveries, ARGV[5] reason
-- Result: 1 moved; 0 not idle enough or gone: nothing changed.
if #redis.call('XPENDING', KEYS[1], ARGV[1], 'IDLE', ARGV[3], ARGV[2], ARGV[2], 1) == 0 then
  return 0
end
local entries = redis.call('XRANGE', KEYS[1], ARGV[2], ARGV[2])
if #entries == 1 then
  local fields = entries[1][2]
  for _, field in ipairs({'dead.id', ARGV[2], 'dead.deliveries', ARGV[4], 'dead.reason', ARGV[5]}) do
    fields[#fields + 1] = field
  end
  redis.call('XADD', KEYS[2], '*', unpack(fields))
end
redis.call('XACK', KEYS[1], ARGV[1], ARGV[2])
redis.call('XDEL', KEYS[1], ARGV[2])
return 1
