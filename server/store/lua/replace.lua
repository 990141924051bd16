-- Replace the definition of a workshop; a poll that people are answering keeps its wording, one that was asked stays.
-- KEYS 1 state (hash), 2 log (stream), 3 workshop (hash), 4 wordings (hash)
-- ARGV 1 code, 2 channel, 3 act, 4 by, 5 text, 6 title, 7 date, 8 version that is replaced or '' for whichever,
--      9 JSON: polls that change or go, 10 JSON: [poll that goes, its rounds as text]…, 11 what the log says of it
-- Result: done, the state and the new version | unknown | newer | open and the poll | asked and the poll
-- include act
local was = redis.call('HMGET', KEYS[3], 'text', 'version')
if ARGV[8] ~= '' and was[2] ~= ARGV[8] then return {'newer'} end
local changed = cjson.decode(ARGV[9])
for _, poll in ipairs(changed) do
  if redis.call('HGET', KEYS[1], poll .. '.phase') == 'open' then return {'open', poll} end
end
for _, poll in ipairs(cjson.decode(ARGV[10])) do
  if (redis.call('HGET', KEYS[1], poll[1] .. '.round') or '0') ~= poll[2] then return {'asked', poll[1]} end
end
for _, poll in ipairs(changed) do
  -- Rounds that were asked keep the words in which they were: the version that had them, and its text.
  for round = 1, tonumber(redis.call('HGET', KEYS[1], poll .. '.round') or 0) do
    if redis.call('HSETNX', KEYS[4], poll .. '.' .. whole(round), was[2]) == 1 then
      redis.call('HSETNX', KEYS[4], ':' .. was[2], was[1])
    end
  end
end
redis.call('HSET', KEYS[3], 'text', ARGV[5], 'title', ARGV[6], 'date', ARGV[7])
local version = redis.call('HINCRBY', KEYS[3], 'version', 1)
local done = act('define', '', '', ARGV[11])
done[3] = version
return done
