-- Adds entries to a stream, in this order: one answer for all of them.
-- KEYS[1] stream
-- ARGV[1] how many entries the stream keeps, about; 0: all
-- ARGV[2..] for each entry the number of its names and values, then these
-- Result: how many were added.
local added, at = 0, 2
while at <= #ARGV do
  local count = tonumber(ARGV[at])
  local entry = {}
  for i = 1, count do
    entry[i] = ARGV[at + i]
  end
  if ARGV[1] == '0' then
    redis.call('XADD', KEYS[1], '*', unpack(entry))
  else
    redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[1], '*', unpack(entry))
  end
  added, at = added + 1, at + count + 1
end
return added
