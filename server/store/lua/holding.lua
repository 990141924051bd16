-- Shared: what a badge is, in the order of server.domain.badge.Badge.
-- holding(badges, id) -> table; hold(badges, id, badge)
local function holding(badges, id)
  local found, badge = redis.call('HGET', badges, id), {}
  for part in string.gmatch(found or '0 0 0 0 0 0 ', '[^ ]+') do badge[#badge + 1] = part end
  badge[7] = badge[7] or ''
  return badge
end

local function hold(badges, id, badge)
  redis.call('HSET', badges, id, table.concat(badge, ' '))
end
