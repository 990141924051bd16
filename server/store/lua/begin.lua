-- Begin the workshop.
-- KEYS 1 state (hash), 2 log (stream)
-- ARGV 1 code, 2 channel, 3 act, 4 by
-- Result: done and the state | unknown | ended | begun (already)
-- include act
if standing[3] then return {'ended'} end
if redis.call('HSETNX', KEYS[1], 'begun', whole(at)) == 0 then return {'begun'} end
return act('begin', '', '', '')
