-- Choose what the wall shows whatever is on stage: the value that server/domain/wall.py reads.
-- KEYS 1 state (hash), 2 log (stream)
-- ARGV 1 code, 2 channel, 3 act, 4 by, 5 the value that was seen, 6 the new one
-- Result: done and the state | unknown | ended | moved (it is another one by now)
-- include act
if standing[3] then return {'ended'} end
local was, value = redis.call('HGET', KEYS[1], 'wall') or '', ARGV[6]
if was == value then return done() end
if was ~= ARGV[5] then return {'moved'} end
if value == '' then redis.call('HDEL', KEYS[1], 'wall') else redis.call('HSET', KEYS[1], 'wall', value) end
return act('wall', '', '', value, {lines = {{'wall', '', '', was}}, state = {'wall', was}})
