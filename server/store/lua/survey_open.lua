-- Open all polls of a survey at once and put it on stage.
-- KEYS 1 state (hash), 2 log (stream)
-- ARGV 1 code, 2 channel, 3 act, 4 by, 5 item, 6 countdown in s or '', then for each poll: its id and its present round
-- Result: done and the state | unknown | ended | moved (another round) | open (one of them, already)
-- include act
if standing[3] then return {'ended'} end
for i = 7, #ARGV, 2 do
  local was = redis.call('HMGET', KEYS[1], ARGV[i] .. '.phase', ARGV[i] .. '.round')
  if was[1] == 'open' then return {'open'} end
  if (was[2] or '0') ~= ARGV[i + 1] then return {'moved'} end
end
local deadline = ARGV[6] ~= '' and whole(at + ARGV[6] * 1000) or ''
for i = 7, #ARGV, 2 do
  local poll, round = ARGV[i], whole(ARGV[i + 1] + 1)
  redis.call('HSET', KEYS[1], poll .. '.phase', 'open', poll .. '.round', round, poll .. '.deadline', deadline,
    poll .. '.shown', '0', poll .. '.opened.' .. round, whole(at))
  commit(at, math.huge, 'open', ARGV[4], poll, round, table.concat({'', deadline, '0'}, '\30'))
end
if redis.call('HGET', KEYS[1], 'item') ~= ARGV[5] then redis.call('HSET', KEYS[1], 'staged', whole(at)) end
redis.call('HSET', KEYS[1], 'item', ARGV[5], 'poll', '', 'survey', ARGV[5])
redis.call('HSETNX', KEYS[1], 'begun', whole(at))
return act('survey', '', '', ARGV[5])
