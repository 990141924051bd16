-- Take badges back: their codes are good no more, and the devices that used them lose their seats.
-- KEYS 1 state (hash), 2 log (stream), 3 badges (hash), 4 codes (hash), 5 tokens (hash), 6 seats (hash), 7 changes
-- ARGV 1 code, 2 channel, 3 act, 4 by, then the id of each person
-- Result: done and the state | unknown
-- include act
-- include holding
-- include retire
local ids = {}
for i = 5, #ARGV do
  local badge = holding(KEYS[3], ARGV[i])
  if badge[2] ~= '0' and badge[3] == '0' then
    if badge[7] ~= '' then redis.call('HDEL', KEYS[4], badge[7]) end
    if badge[4] ~= '0' then retire(KEYS[5], KEYS[6], KEYS[7], badge[4]) end
    badge[3], badge[7] = whole(at), ''
    hold(KEYS[3], ARGV[i], badge)
    ids[#ids + 1] = ARGV[i]
  end
end
return act('badges', '', '', 'revoke\30' .. table.concat(ids, '\31'))
