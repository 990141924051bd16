-- Call a delegation in a roll call.
-- KEYS 1 state (hash), 2 log (stream)
-- ARGV 1 code, 2 channel, 3 act, 4 by, 5 poll, 6 round, 7 the roll as it was seen or '', 8 the roll after the call
-- Result: done and the state | unknown | closed | moved (somebody else has called meanwhile)
-- include act
local poll, round = ARGV[5], ARGV[6]
local field = poll .. '.roll.' .. round
local was = redis.call('HMGET', KEYS[1], poll .. '.phase', poll .. '.round', field)
if was[1] ~= 'open' then return {'closed'} end
if was[2] ~= round or (was[3] or '') ~= ARGV[7] then return {'moved'} end
redis.call('HSET', KEYS[1], field, ARGV[8])
return act('call', poll, round, ARGV[8], {lines = {{'call', poll, round, ARGV[7]}}, state = {field, ARGV[7]}})
