-- Shared: stored answers. ids RS counts RS segments RS time RS payload; lists are joined by US, a count is field=n.
-- parts(value) -> ids, counts, segments; known(ids, id) -> replayed | superseded | nil
-- remember(id, ids) -> the newest ids first, as many as a phone may still resend
-- add(into, counts, segments, sign): adds every count to the total and to each segment
local function parts(value)
  return string.match(value, '^([^\30]*)\30([^\30]*)\30([^\30]*)')
end

local function known(ids, id)
  local place = string.find('\31' .. ids .. '\31', '\31' .. id .. '\31', 1, true)
  return place and (place == 1 and 'replayed' or 'superseded')
end

local function remember(id, ids)
  local kept, n = id, 1
  for old in string.gmatch(ids, '[^\31]+') do
    if n == 8 then break end
    kept, n = kept .. '\31' .. old, n + 1
  end
  return kept
end

local function add(into, counts, segments, sign)
  for item in string.gmatch(counts, '[^\31]+') do
    local field, n = string.match(item, '^(.*)=(-?%d+)$')
    n = sign * n
    into[field] = (into[field] or 0) + n
    for segment in string.gmatch(segments, '[^\31]+') do
      local name = segment .. '\31' .. field
      into[name] = (into[name] or 0) + n
    end
  end
end
