-- Enter answers that came otherwise than by phone, correct them, or take them back; also where the round is closed.
-- KEYS 1 state (hash), 2 log (stream), 3 answers (hash), 4 counts (hash), 5 counts by segment (hash), 6 clerk's
--      entries (hash)
-- ARGV 1 code, 2 channel, 3 act, 4 by, 5 poll, 6 round, 7 entry, 8 version that is corrected or '' for a new entry,
--      9 the entry (JSON) or '' to take it back, 10 secret 1|0, 11 may replace an answer of a phone 1|0,
--      12 what a secret ballot gains (counts), 13 when the round that is meant was opened or '' for whichever it is now,
--      then for each answer: voter, id, counts, segments, payload ('{}': none)
-- Result: done and the state | unknown | moved (no such round) | reworded (opened anew) | edited (another version) |
--      answered | entered (twice)
-- include act
-- include apply
-- include entered
local poll, round, entry, secret = ARGV[5], ARGV[6], ARGV[7], ARGV[10] == '1'
local last = tonumber(redis.call('HGET', KEYS[1], poll .. '.round') or 0)
if tonumber(round) < 1 or tonumber(round) > last then return {'moved'} end
if ARGV[13] ~= '' and redis.call('HGET', KEYS[1], poll .. '.opened.' .. round) ~= ARGV[13] then return {'reworded'} end
local known = redis.call('HGET', KEYS[6], entry)
if (known and string.match(known, '^%d+') or '') ~= ARGV[8] then return {'edited'} end
local before, deltas, written = {}, {}, {}
for i = 14, #ARGV, 5 do
  local old = redis.call('HGET', KEYS[3], ARGV[i])
  before[ARGV[i]] = old or nil
  local refusal = old and string.sub(ARGV[i], 1, 2) == 'd:' and entered(old, entry, ARGV[11] == '1')
  if refusal then return {refusal} end
end
for i = 14, #ARGV, 5 do
  local voter, id, counts, segments, payload = unpack(ARGV, i, i + 4)
  local ids, had, under = '', '', ''
  if before[voter] then ids, had, under = parts(before[voter]) end
  add(deltas, had, under, -1)
  add(deltas, counts, segments, 1)
  -- Whoever has no entry any more may answer again, also where answers cannot be changed.
  if payload == '{}' then redis.call('HDEL', KEYS[3], voter)
  else
    local time = secret and '0' or whole(at)
    redis.call('HSET', KEYS[3], voter, table.concat({remember(id, ids), counts, segments, time, payload}, '\30'))
  end
  written[#written + 1] = table.concat({voter, id, counts, segments, payload}, '\30')
end
add(deltas, ARGV[12], '', 1)
if secret then redis.call('HSET', KEYS[1], poll .. '.secret.' .. round, '1') end
apply(KEYS[4], KEYS[5], deltas)
if #written > 0 then commit(at, math.huge, 'answers', '', poll, round, table.concat(written, '\29')) end
keep(KEYS[6], entry, ARGV[4], ARGV[9])
return act('clerk', poll, round, table.concat({entry, ARGV[8], ARGV[9], ARGV[12]}, '\30'))
