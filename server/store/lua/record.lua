-- Record a batch of answers to one round of one poll.
-- KEYS 1 state (hash), 2 log (stream), 3 answers (hash), 4 counts (hash), 5 counts by segment (hash)
-- ARGV 1 code, 2 channel, 3 gate in ms, 4 grace in ms, 5 poll, 6 round, 7 may change 1|0, 8 secret 1|0,
--      9 when the round that is meant was opened, or '' for whichever has this number, then for each answer:
--      voter (d:HOLDER@AGENT by proxy), id, counts, segments, payload
-- Result: revision, time in ms, and each answer's recorded|changed|replayed|superseded|closed|round|final|mandate
-- include chain
-- include apply
-- include rights
local poll, round, secret, at = ARGV[5], ARGV[6], ARGV[8] == '1', now()
local state = redis.call('HMGET', KEYS[1], poll .. '.phase', poll .. '.round', poll .. '.deadline', 'rev',
  poll .. '.opened.' .. round)
local deadline, refusal = tonumber(state[3] or ''), nil
if state[1] ~= 'open' or (state[2] == round and deadline and at > deadline + ARGV[4]) then refusal = 'closed'
-- After a reset the rounds are counted anew; an answer to the one before is none to its namesake.
elseif state[2] ~= round or (ARGV[9] ~= '' and state[5] ~= ARGV[9]) then refusal = 'round' end
local latest, deltas, written, fresh, flat = {}, {}, {}, {}, {}
local voters, barred = rights(10, 5)
for i, value in ipairs(redis.call('HMGET', KEYS[3], unpack(voters))) do latest[voters[i]] = value or nil end
local result = {tonumber(state[4] or 0), at}
for i = 10, #ARGV, 5 do
  local voter, id, counts, segments, payload = voters[(i - 5) / 5], unpack(ARGV, i + 1, i + 4)
  local old, ids, before, under = latest[voter], '', '', ''
  if old then ids, before, under = parts(old) end
  -- What was kept once is kept: a resent answer is acknowledged even after the poll has closed.
  local last = old and (ARGV[7] == '1' and 'changed' or 'final') or 'recorded'
  local status = old and known(ids, id) or refusal or barred[i] and 'mandate' or last
  if status == 'recorded' or status == 'changed' then
    add(deltas, before, under, -1)
    add(deltas, counts, segments, 1)
    local time = whole(at)
    if secret then counts, segments, payload, time = '', '', '', '0' end
    latest[voter] = table.concat({remember(id, ids), counts, segments, time, payload}, '\30')
    fresh[voter] = latest[voter]
    written[#written + 1] = table.concat({voter, id, counts, segments, payload}, '\30')
  end
  result[#result + 1] = status
end
if #written == 0 then return result end
for voter, value in pairs(fresh) do flat[#flat + 1], flat[#flat + 2] = voter, value end
redis.call('HSET', KEYS[3], unpack(flat))
apply(KEYS[4], KEYS[5], deltas)
if secret then redis.call('HSET', KEYS[1], poll .. '.secret.' .. round, '1') end
result[1] = commit(at, tonumber(ARGV[3]), 'answers', '', poll, round, table.concat(written, '\29'))
return result
