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
local verbs = {['1'] = 'reveal', ['0'] = 'hide'}
local before = was[2] == '1' and '1' or '0'
redis.call('HSET', KEYS[1], poll .. '.shown', shown)
return act(verbs[shown], poll, was[1], '',
  {lines = {{verbs[before], poll, was[1], ''}}, state = {poll .. '.shown', before}})
