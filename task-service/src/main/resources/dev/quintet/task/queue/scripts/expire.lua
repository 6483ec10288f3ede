#!lua flags=allow-oom
-- Removes ended tasks past their result TTL, dead letters past theirs, the oldest of both beyond the number kept, and workers long unseen.
-- KEYS[1]  base key
-- ARGV[1]  most tasks to remove of each kind in this call
-- ARGV[2]  most ended tasks kept
-- ARGV[3]  most dead letters kept
-- ARGV[4]  milliseconds a dead letter is kept
-- ARGV[5]  milliseconds after which an unseen worker is forgotten
-- Result   how many tasks were removed
local now = nowMillis()
local batch = tonumber(ARGV[1])

-- Forgets the members of a sorted set up to a score, and the lowest beyond the number kept.
local function prune(set, upTo, kept)
  local gone = redis.call('ZRANGEBYSCORE', key(set), '-inf', digits(upTo), 'LIMIT', 0, batch)
  local surplus = math.min(redis.call('ZCARD', key(set)) - #gone - kept, batch - #gone)
  if surplus > 0 then
    for _, id in ipairs(redis.call('ZRANGE', key(set), #gone, #gone + surplus - 1)) do
      gone[#gone + 1] = id
    end
  end
  for _, id in ipairs(gone) do
    forget(id)
  end
  return #gone
end

local removed = prune('ended', now, tonumber(ARGV[2])) + prune('dead', now - tonumber(ARGV[4]), tonumber(ARGV[3]))
for _, worker in ipairs(redis.call('ZRANGEBYSCORE', key('workers:seen'), '-inf', digits(now - tonumber(ARGV[5])), 'LIMIT', 0, 100)) do
  redis.call('ZREM', key('workers:seen'), worker)
  redis.call('HDEL', key('workers'), worker)
end
return removed
