-- Wipe a rehearsal: answers, decisions, what was done, the seats that were taken. The agenda stays as it is now.
-- KEYS 1 state (hash), 2 log (stream), 3 dropped (hash), 4 notes (hash), 5 seats (hash), 6 changes (sorted set),
--      7 tokens (hash), 8 presence (sorted set), 9 badges (hash), 10 salt (string), 11 wordings (hash),
--      12 attended (hash), then counts (hash) of each round, then every other key of these rounds
-- ARGV 1 code, 2 channel, 3 act, 4 by, 5 number of rounds, then each poll and its present round
-- Result: done and the state | unknown | real (there is no rehearsal) | moved (other rounds)
-- include act
-- include drop
-- include holding
-- include unseat
local saved, polls, answers = redis.call('HGET', KEYS[1], 'before'), {}, 0
if not saved then return {'real'} end
for i = 6, #ARGV, 2 do polls[ARGV[i] .. '.round'] = ARGV[i + 1] end
local flat = redis.call('HGETALL', KEYS[1])
for i = 1, #flat, 2 do
  if string.find(flat[i], '%.round$') and polls[flat[i]] ~= flat[i + 1] then return {'moved'} end
end
local before = cjson.decode(saved)
for i = 13, 12 + ARGV[5] do answers = answers + (redis.call('HGET', KEYS[i], '') or 0) end
local played = {stage = true, survey = true, begin = true, ['end'] = true, note = true, wall = true, reset = true}
local n, digest = drop(KEYS[3], '(' .. before.since, whole((tonumber(standing[1]) or 0) + 1), function(act, poll)
  return poll ~= '' or played[act] or false
end)
for i = 13, #KEYS do redis.call('DEL', KEYS[i]) end
redis.call('DEL', KEYS[4], KEYS[10], KEYS[11])
local chain = redis.call('HMGET', KEYS[1], 'rev', 'chain', 'rung')
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'rev', chain[1], 'chain', chain[2], 'rung', chain[3] or '0')
local function back(key, fields)
  for i = 1, #fields, 2 do redis.call('HSET', key, fields[i], fields[i + 1]) end
end
back(KEYS[1], before.state)
back(KEYS[4], before.notes)
unseat(KEYS[5], KEYS[6], KEYS[7], KEYS[8], KEYS[9], KEYS[12])
return act('wipe', '', '', table.concat({whole(answers), whole(n), digest}, '\30'))
