-- Shared: stored answers. ids RS counts RS segments RS time RS payload; lists are joined by US, a count is field=n.
-- parts(value) -> ids, counts, segments; known(ids, id) -> replayed | superseded | nil
-- remember(id, ids) -> the newest ids first, as many as a phone may still resend
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
