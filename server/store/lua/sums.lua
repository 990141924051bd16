-- Shared: what answers add up to, by segment and field.
-- add(into, counts, segments, sign) -> nothing; every count is in the total and in each segment; one `into` for each
--   script
-- include answer
local items, lists = {}, {}
local function add(into, counts, segments, sign)
  local under = lists[segments]
  if not under then
    under = {''}
    for segment in string.gmatch(segments, '[^\31]+') do under[#under + 1] = segment .. '\31' end
    for i, name in ipairs(under) do
      into[name] = into[name] or {}
      under[i] = into[name]
    end
    lists[segments] = under
  end
  for item in string.gmatch(counts, '[^\31]+') do
    if not items[item] then items[item] = {string.match(item, '^(.*)=(-?%d+)$')} end
    local field, n = items[item][1], sign * items[item][2]
    for i = 1, #under do under[i][field] = (under[i][field] or 0) + n end
  end
end
