#!lua flags=allow-oom
-- Notes how far an attempt is; fenced like its end.
-- KEYS[1]  base key
-- ARGV[1]  task id
-- ARGV[2]  claim token
-- ARGV[3]  progress, 0..1
-- ARGV[4]  message ('' = none)
-- Result   'ok', 'cancel' (noted, and the attempt is to stop) or 'stale'
local task = load(ARGV[1])
if not holds(task, ARGV[2]) then
  return 'stale'
end
local seq = digits(tonumber(task.seq) + 1)
redis.call('HSET', taskKey(task.id), 'seq', seq, 'progress', ARGV[3], 'progressMessage', ARGV[4], 'progressSeq', seq)
if task.watched then
  tell('progress ' .. task.id)
end
return task.cancel and 'cancel' or 'ok'
