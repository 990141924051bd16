-- Show the result of a poll to everybody, or hide it again.
-- KEYS 1 state (hash), 2 log (stream)
-- ARGV 1 code, 2 channel, 3 act, 4 by, 5 poll, 6 shown 1|0
-- Result: done and the state | unknown | draft (nothing to show yet)
-- include act
local poll, shown = ARGV[5], ARGV[6]
local was = redis.call('HMGET', KEYS[1], poll .. '.round', poll .. '.shown')
if not was[1] then return {'draft'} end
-- Two moderators who press the same button want the same.
if was[2] == shown then return done() end
redis.call('HSET', KEYS[1], poll .. '.shown', shown)
return act(shown == '1' and 'reveal' or 'hide', poll, was[1], '')
