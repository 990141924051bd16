-- Open a poll: a draft begins round 1, a closed poll its next round.
-- KEYS 1 state (hash), 2 log (stream)
-- ARGV 1 code, 2 channel, 3 act, 4 by, 5 poll, 6 item or '' to leave the stage as it is, 7 countdown in s or '',
--      8 shown 1|0, 9 expected phase or '', 10 expected round, 11 who is present, in numbers with spaces between, or '',
--      12 why it is opened again, or ''
-- Result: done and the state | unknown | ended | moved (not as expected) | open (already)
-- include act
local poll = ARGV[5]
local was = redis.call('HMGET', KEYS[1], poll .. '.phase', poll .. '.round')
local phase, round = was[1] or 'draft', tonumber(was[2] or 0)
if standing[3] then return {'ended'} end
if ARGV[9] ~= '' and (ARGV[9] ~= phase or tonumber(ARGV[10]) ~= round) then return {'moved'} end
if phase == 'open' then return {'open'} end
round = whole(round + 1)
local deadline = ARGV[7] ~= '' and whole(at + ARGV[7] * 1000) or ''
if ARGV[6] ~= '' then
  if redis.call('HGET', KEYS[1], 'item') ~= ARGV[6] then redis.call('HSET', KEYS[1], 'staged', whole(at)) end
  redis.call('HSET', KEYS[1], 'item', ARGV[6], 'poll', poll, 'survey', '')
end
redis.call('HSET', KEYS[1], poll .. '.phase', 'open', poll .. '.round', round, poll .. '.deadline', deadline,
  poll .. '.shown', ARGV[8], poll .. '.opened.' .. round, whole(at))
local body = {ARGV[6], deadline, ARGV[8]}
if ARGV[11] ~= '' or ARGV[12] ~= '' then body[4], body[5] = ARGV[11], ARGV[12] end
if ARGV[11] ~= '' then redis.call('HSET', KEYS[1], poll .. '.opening.' .. round, ARGV[11]) end
if ARGV[12] ~= '' then redis.call('HSET', KEYS[1], poll .. '.reason.' .. round, ARGV[12]) end
-- Whoever opens a poll has begun the meeting.
redis.call('HSETNX', KEYS[1], 'begun', whole(at))
return act('open', poll, round, table.concat(body, '\30'))
