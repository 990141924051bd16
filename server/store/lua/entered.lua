-- Shared: the entries of the clerk. Whether one may stand in the place of what a delegation that answers as one has said:
-- entered(old, entry, confirmed) -> nil where it may, answered (by phone) | entered (by another entry of the clerk)
local function entered(old, entry, confirmed)
  -- What was taken back is no answer.
  if string.find(old, '\30{}$') then return nil end
  if string.sub(old, 1, 5) ~= 'clerk' then return not confirmed and 'answered' or nil end
  return string.sub(old, 6, 5 + #entry) ~= entry and 'entered' or nil
end

-- and how one is kept, with its version, which is the revision that it comes with.
-- keep(key, entry, by, value) -> nothing; '' as the value takes the entry back
local function keep(key, entry, by, value)
  if value == '' then redis.call('HDEL', key, entry) return end
  local version = whole((tonumber(redis.call('HGET', KEYS[1], 'rev')) or 0) + 1)
  redis.call('HSET', key, entry, table.concat({version, whole(at), by, value}, '\30'))
end
