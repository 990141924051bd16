-- Make new codes for badges; the old ones are good no more, and whoever has a seat keeps it.
-- KEYS 1 state (hash), 2 log (stream), 3 people (hash), 4 badges (hash), 5 codes (hash)
-- ARGV 1 code, 2 channel, 3 act, 4 by, then id of a person and digest of the new code, for each
-- Result: done and the state | unknown | ended | gone (somebody is not on the list any more)
-- include act
-- include holding
if standing[3] then return {'ended'} end
local ids = {}
for i = 5, #ARGV, 2 do
  if redis.call('HEXISTS', KEYS[3], ARGV[i]) == 0 then return {'gone'} end
end
for i = 5, #ARGV, 2 do
  local badge = holding(KEYS[4], ARGV[i])
  if badge[7] ~= '' then redis.call('HDEL', KEYS[5], badge[7]) end
  badge[1], badge[2], badge[3], badge[7] = whole(badge[1] + 1), whole(at), '0', ARGV[i + 1]
  hold(KEYS[4], ARGV[i], badge)
  redis.call('HSET', KEYS[5], ARGV[i + 1], ARGV[i])
  ids[#ids + 1] = ARGV[i]
end
return act('badges', '', '', 'issue\30' .. table.concat(ids, '\31'))
