#!lua flags=allow-oom,no-writes
-- Lists tasks newest first, without their payloads and results.
-- KEYS[1]  base key
-- ARGV[1]  id to go on below ('' = from the newest)
-- ARGV[2]  most tasks to return
-- ARGV[3]  most tasks to look at
-- ARGV[4]  state, ARGV[5] type, ARGV[6] tag ('' = any)
-- Result   {next id or '' at the end, {fields and values of a task}, ...}
local wanted, budget = tonumber(ARGV[2]), tonumber(ARGV[3])
local below = ARGV[1] == '' and '+' or '(' .. ARGV[1]
local answer = {''}

local function matches(id)
  local found = redis.call('HMGET', taskKey(id), 'state', 'type', 'options')
  if not found[1] or (ARGV[4] ~= '' and found[1] ~= ARGV[4]) or (ARGV[5] ~= '' and found[2] ~= ARGV[5]) then
    return false
  end
  if ARGV[6] == '' then
    return true
  end
  for _, tag in ipairs(cjson.decode(found[3]).tags or {}) do
    if tag == ARGV[6] then
      return true
    end
  end
  return false
end

while budget > 0 do
  local ids = redis.call('ZRANGE', key('index'), below, '-', 'BYLEX', 'REV', 'LIMIT', 0, math.min(budget, 200))
  if #ids == 0 then
    answer[1] = ''
    return answer
  end
  for _, id in ipairs(ids) do
    if matches(id) then
      if #answer - 1 == wanted then
        return answer
      end
      answer[#answer + 1] = outline(id)
    end
    answer[1] = id
    below = '(' .. id
    budget = budget - 1
  end
end
return answer
