-- Give an open poll more time.
-- KEYS 1 state (hash), 2 log (stream)
-- ARGV 1 code, 2 channel, 3 act, 4 by, 5 poll, 6 seconds, 7 grace in ms
-- Result: done and the state | unknown | closed | endless (no countdown) | over (answers were already refused)
-- include act
local poll = ARGV[5]
local was = redis.call('HMGET', KEYS[1], poll .. '.phase', poll .. '.round', poll .. '.deadline')
if was[1] ~= 'open' then return {'closed'} end
local deadline = tonumber(was[3] or '')
if not deadline then return {'endless'} end
if at > deadline + ARGV[7] then return {'over'} end
deadline = whole(deadline + ARGV[6] * 1000)
redis.call('HSET', KEYS[1], poll .. '.deadline', deadline)
return act('extend', poll, was[2], deadline)
