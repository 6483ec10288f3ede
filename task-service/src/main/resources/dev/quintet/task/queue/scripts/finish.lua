#!lua flags=allow-oom
-- with finish
-- Ends attempts.
-- KEYS[1]  base key
-- ARGV     for each attempt, five: see part-finish.lua
-- Result   for each attempt in order: the task's state now, or 'stale' when the token is not the current one
return finish(1, #ARGV)
