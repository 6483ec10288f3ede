#!lua flags=allow-oom,no-writes
-- Lists dead letters, the last to die first, without their payloads.
-- KEYS[1]  base key
-- ARGV[1]  time of death to go on below, epoch milliseconds ('' = from the newest)
-- ARGV[2]  id to go on below among those of that time ('' = from the newest)
-- ARGV[3]  most to return
-- Result   {time of death and id of the last returned, '' and '' at the end, {fields and values of a task}, ...}
local wanted = tonumber(ARGV[3])
local from = ARGV[1] == '' and '+inf' or ARGV[1]
local answer = {'', ''}
local offset = 0
while true do
  local page = redis.call('ZRANGE', key('dead'), from, '-inf', 'BYSCORE', 'REV', 'LIMIT', offset, 200, 'WITHSCORES')
  if #page == 0 then
    answer[1], answer[2] = '', ''
    return answer
  end
  offset = offset + #page / 2
  for at = 1, #page, 2 do
    local id, died = page[at], page[at + 1]
    if not (died == ARGV[1] and id >= ARGV[2]) then
      if #answer - 2 == wanted then
        return answer
      end
      answer[#answer + 1] = outline(id)
      answer[1], answer[2] = died, id
    end
  end
end
