-- Choose how the result of a poll is shown on the wall: beside what, or in which numbers.
-- KEYS 1 state (hash), 2 log (stream)
-- ARGV 1 code, 2 channel, 3 act, 4 by, 5 poll, 6 by|numbers, 7 value or '' for what the agenda file says
-- Result: done and the state | unknown | draft (nothing to show yet)
-- include act
local poll, name, value = ARGV[5], ARGV[5] .. '.' .. ARGV[6], ARGV[7]
local was = redis.call('HMGET', KEYS[1], poll .. '.round', name)
if not was[1] then return {'draft'} end
if (was[2] or '') == value then return done() end
if value == '' then redis.call('HDEL', KEYS[1], name) else redis.call('HSET', KEYS[1], name, value) end
local before = was[2] or ''
return act('compare', poll, was[1], ARGV[6] .. '\30' .. value,
  {lines = {{'compare', poll, was[1], ARGV[6] .. '\30' .. before}}, state = {name, before}})
