-- Close the open round of a poll.
-- KEYS 1 state (hash), 2 log (stream), 3 counts of the round (hash)
-- ARGV 1 code, 2 channel, 3 act, 4 by, 5 poll, 6 round, 7 grace in ms to wait after the deadline, or '' to close now,
--      8 people and member delegations present, with a space between, or ''
-- Result: done and the state | unknown | closed (already, or never opened) | moved (another round) | early and ms left
-- include act
-- include shut
local poll, round = ARGV[5], ARGV[6]
local was = redis.call('HMGET', KEYS[1], poll .. '.phase', poll .. '.round', poll .. '.deadline')
if (was[2] or '0') ~= round then return {'moved'} end
if was[1] ~= 'open' then return {'closed'} end
if ARGV[7] ~= '' then
  local due = tonumber(was[3] or '')
  if not due then return {'closed'} end
  -- record.lua still takes an answer in the last millisecond of the grace.
  local left = due + ARGV[7] + 1 - at
  if left > 0 then return {'early', left} end
end
redis.call('HSET', KEYS[1], 'act', ARGV[3])
shut(at, 0, ARGV[4], poll, round, KEYS[3], ARGV[8])
return done()
