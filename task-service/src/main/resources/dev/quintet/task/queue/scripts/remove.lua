#!lua flags=allow-oom
-- Removes a dead letter for good.
-- KEYS[1]  base key
-- ARGV[1]  task id
-- Result   1, or 0 when there is no such dead letter
if not redis.call('ZSCORE', key('dead'), ARGV[1]) then
  return 0
end
forget(ARGV[1])
return 1
