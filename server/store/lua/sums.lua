-- Shared: what answers add up to, by segment and field. Counts that are left behind by nobody go: n = 0 -> no field.
-- add(into, counts, segments, sign): adds every count to the total and to each segment; one `into` for each script
-- apply(totals, segments, into): the same to what is stored; the people of a segment stand with the totals
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

local function put(key, names, changes)
  for first = 1, #names, 1000 do
    local last, kept, gone = math.min(first + 999, #names), {}, {}
    for i, had in ipairs(redis.call('HMGET', key, unpack(names, first, last))) do
      local name, n = names[first + i - 1], (had or 0) + changes[first + i - 1]
      if n == 0 then gone[#gone + 1] = name else kept[#kept + 1], kept[#kept + 2] = name, whole(n) end
    end
    if #kept > 0 then redis.call('HSET', key, unpack(kept)) end
    if #gone > 0 then redis.call('HDEL', key, unpack(gone)) end
  end
end

local function apply(totals, segments, deltas)
  local names, changes = {[totals] = {}, [segments] = {}}, {[totals] = {}, [segments] = {}}
  for under, fields in pairs(deltas) do
    for field, n in pairs(fields) do
      local key = (under == '' or field == '') and totals or segments
      if n ~= 0 then names[key][#names[key] + 1], changes[key][#changes[key] + 1] = under .. field, n end
    end
  end
  for key, own in pairs(names) do put(key, own, changes[key]) end
end
