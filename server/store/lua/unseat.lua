-- Shared: the seats of a rehearsal are taken away, with their tokens, and the badges that took them are good again.
-- unseat(seats, changes, tokens, presence, badges, attended) -> nothing; a seat that is gone counts as changed, so that every process looks
local function unseat(seats, changes, tokens, presence, badges, attended)
  local gone, flat = {}, redis.call('HGETALL', seats)
  local change = (redis.call('ZREVRANGE', changes, 0, 0, 'WITHSCORES')[2] or 0) + 0
  for i = 1, #flat, 2 do
    if string.find(flat[i + 1], '"simulated":true', 1, true) then
      gone[flat[i]], change = true, change + 1
      redis.call('HDEL', seats, flat[i])
      redis.call('ZADD', changes, whole(change), flat[i])
      redis.call('ZREM', presence, flat[i])
      redis.call('HDEL', attended, flat[i])
    end
  end
  local held = redis.call('HGETALL', tokens)
  for i = 1, #held, 2 do
    -- A number below nought is that of a seat which has gone to another device.
    if gone[(string.gsub(held[i + 1], '^-', ''))] then redis.call('HDEL', tokens, held[i]) end
  end
  for _, id in ipairs(redis.call('HKEYS', badges)) do
    local badge = id ~= '' and holding(badges, id)
    if badge and gone[badge[4]] then
      badge[4], badge[5], badge[6] = '0', '0', '0'
      hold(badges, id, badge)
    end
  end
end
