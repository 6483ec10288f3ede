#!lua flags=allow-oom
-- with finish, claim
-- Ends attempts and takes more tasks in their place, in one call.
-- KEYS[1]  base key
-- ARGV[1]  worker id
-- ARGV[2]  most tasks to take, 1 or more
-- ARGV[3]  lease, milliseconds
-- ARGV[4]  how many attempts end
-- ARGV     then for each of those, five: see part-finish.lua
-- ARGV     then the types that the worker knows; none = it takes any
-- Result   {as of finish.lua, as of claim.lua}
local ended = 4 + 5 * tonumber(ARGV[4])
local knows = nil
for at = ended + 1, #ARGV do
  knows = knows or {}
  knows[ARGV[at]] = true
end
local states = finish(5, ended)
local claims = claim(ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), knows)
if claims.err then
  -- The ends stand, and are told; the next claim tells what is wrong.
  claims = {'ok', '0'}
end
return {states, claims}
