-- Let an open poll end a little later, at the same moment for everybody; a deadline that is earlier stays.
-- KEYS 1 state (hash), 2 log (stream)
-- ARGV 1 code, 2 channel, 3 act, 4 by, 5 poll, 6 round, 7 seconds
-- Result: done and the state | unknown | closed | moved (another round)
-- include act
local poll, round = ARGV[5], ARGV[6]
local was = redis.call('HMGET', KEYS[1], poll .. '.phase', poll .. '.round', poll .. '.deadline')
if was[1] ~= 'open' then return {'closed'} end
if was[2] ~= round then return {'moved'} end
local deadline = math.min(tonumber(was[3] or '') or math.huge, at + ARGV[7] * 1000)
redis.call('HSET', KEYS[1], poll .. '.deadline', whole(deadline))
return act('last-call', poll, round, whole(deadline))
