-- Drop all answers of some polls, or of the whole workshop, which then has not begun.
-- KEYS 1 state (hash), 2 log (stream), 3 dropped (hash), 4 wordings (hash), then counts (hash) of each round, then every
--      other key of these rounds
-- ARGV 1 code, 2 channel, 3 act, 4 by, 5 whole 1|0, 6 answers that are to be dropped, 7 number of rounds,
--      then each poll and its present round
-- Result: done and the state | unknown | moved (other rounds) | more (other answers) | open and the poll
-- include act
-- include drop
local polls, answers = {}, 0
for i = 8, #ARGV, 2 do
  polls[ARGV[i]] = true
  if (redis.call('HGET', KEYS[1], ARGV[i] .. '.round') or '0') ~= ARGV[i + 1] then return {'moved'} end
  if redis.call('HGET', KEYS[1], ARGV[i] .. '.phase') == 'open' then return {'open', ARGV[i]} end
end
local state = redis.call('HKEYS', KEYS[1])
for _, field in ipairs(state) do
  local poll = string.match(field, '^([^.]+)%.round$')
  if poll and ARGV[5] == '1' and not polls[poll] then return {'moved'} end
end
for i = 5, 4 + ARGV[7] do answers = answers + (redis.call('HGET', KEYS[i], '') or 0) end
if answers ~= tonumber(ARGV[6]) then return {'more'} end
local rev = whole((tonumber(standing[1]) or 0) + 1)
-- What moderators did stays, without what it was about; totals of a secret ballot are results.
local kept = {open = true, extend = true, reopen = true, reveal = true, hide = true, compare = true, stage = true,
  reset = true, close = true, ['last-call'] = true}
local n, digest = drop(KEYS[3], '-', rev, function(act, poll, first)
  if not polls[poll] then return false end
  return not kept[act] or (act == 'close' and first ~= '' and first ~= '\30')
end)
for i = 5, #KEYS do redis.call('DEL', KEYS[i]) end
for _, field in ipairs(state) do
  if polls[string.match(field, '^([^.]+)%.') or ''] then redis.call('HDEL', KEYS[1], field) end
end
for _, field in ipairs(redis.call('HKEYS', KEYS[4])) do
  if polls[string.match(field, '^([^.]+)%.') or ''] then redis.call('HDEL', KEYS[4], field) end
end
local names = {}
for i = 8, #ARGV, 2 do names[#names + 1] = ARGV[i]; redis.call('HSET', KEYS[1], ARGV[i] .. '.reset', whole(at)) end
if ARGV[5] == '1' then
  redis.call('HDEL', KEYS[1], 'begun', 'ended', 'staged')
  redis.call('HSET', KEYS[1], 'item', '', 'poll', '', 'survey', '')
end
local body = table.concat({whole(answers), whole(n), digest, table.concat(names, '\31')}, '\30')
return act('reset', ARGV[5] == '1' and '' or ARGV[8], '', body)
