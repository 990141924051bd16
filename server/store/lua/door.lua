-- Narrow the door, or open it again as the agenda says.
-- KEYS 1 state (hash), 2 log (stream)
-- ARGV 1 code, 2 channel, 3 act, 4 by, 5 door ('' word badge locked)
-- Result: done and the state | unknown | ended
-- include act
if standing[3] then return {'ended'} end
redis.call('HSET', KEYS[1], 'door', ARGV[5])
return act('door', '', '', ARGV[5])
