#!lua flags=allow-oom
-- with claim
-- Takes waiting tasks for a worker; see part-claim.lua.
-- KEYS[1]  base key
-- ARGV[1]  worker id
-- ARGV[2]  most tasks to take, 1 or more
-- ARGV[3]  lease, milliseconds
-- ARGV     then the types that the worker knows; none = it takes any
-- Result   {'paused'}, or {'ok', now, id, token, attempt, type, options, payload, traceparent, created at, id, ...}
local knows = nil
for at = 4, #ARGV do
  knows = knows or {}
  knows[ARGV[at]] = true
end
return claim(ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), knows)
