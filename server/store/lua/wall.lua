-- Choose what the wall shows whatever is on stage: the value that server/domain/wall.py reads.
-- KEYS 1 state (hash), 2 log (stream)
-- ARGV 1 code, 2 channel, 3 act, 4 by, 5 the value that was seen, 6 the new one
-- Result: done and the state | unknown | ended | moved (it is another one by now)
-- The field `hand` says who changed it last, and after that each value which this hand alone has replaced since another did.
-- include act
if standing[3] then return {'ended'} end
local was, value = redis.call('HGET', KEYS[1], 'wall') or '', ARGV[6]
if was == value then return done() end
if was ~= ARGV[5] then return {'moved'} end
if value == '' then redis.call('HDEL', KEYS[1], 'wall') else redis.call('HSET', KEYS[1], 'wall', value) end
local hand = redis.call('HGET', KEYS[1], 'hand') or ''
if #hand > 4000 or string.sub(hand, 1, #ARGV[4] + 1) ~= ARGV[4] .. '\30' then hand = ARGV[4] end
redis.call('HSET', KEYS[1], 'hand', hand .. '\30' .. was)
return act('wall', '', '', value, {lines = {{'wall', '', '', was}}, state = {'wall', was, 'hand', ''}})
