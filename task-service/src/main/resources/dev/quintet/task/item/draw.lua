#!lua
-- Draws the next id that no stored item has.
-- KEYS[1]  base key, for example {quintet:items}
-- Result   the id, 1 or more
while true do
  local id = redis.call('INCR', KEYS[1] .. ':next')
  if redis.call('EXISTS', KEYS[1] .. ':item:' .. id) == 0 then
    return id
  end
end
