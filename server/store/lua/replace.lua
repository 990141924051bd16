-- Replace the definition of a workshop; a poll that people are answering keeps its wording, one that was asked stays.
-- An open poll that nobody has answered may get other words. It is opened anew in the same round: whatever was answered
-- to the old words meanwhile says another time of opening, and is refused.
-- KEYS 1 state (hash), 2 log (stream), 3 workshop (hash), 4 wordings (hash), then the answers (hash) of each poll in 12
-- ARGV 1 code, 2 channel, 3 act, 4 by, 5 text, 6 title, 7 date, 8 version that is replaced or '' for whichever,
--      9 JSON: polls that change or go, 10 JSON: [poll that goes, its rounds as text]…, 11 what the log says of it,
--      12 JSON: [poll that may get other words while it is open, its round as text]…
-- Result: done, the state and the new version | unknown | newer | open and the poll | asked and the poll
-- include act
local was = redis.call('HMGET', KEYS[3], 'text', 'version')
if ARGV[8] ~= '' and was[2] ~= ARGV[8] then return {'newer'} end
local changed, reworded = cjson.decode(ARGV[9]), {}
for i, one in ipairs(cjson.decode(ARGV[12])) do
  local now = redis.call('HMGET', KEYS[1], one[1] .. '.phase', one[1] .. '.round', one[1] .. '.opened.' .. one[2])
  local unanswered = redis.call('EXISTS', KEYS[4 + i]) == 0 and at > tonumber(now[3] or '')
  if now[1] == 'open' and now[2] == one[2] and unanswered then reworded[one[1]] = one[2] end
end
for _, poll in ipairs(changed) do
  if not reworded[poll] and redis.call('HGET', KEYS[1], poll .. '.phase') == 'open' then return {'open', poll} end
end
for _, poll in ipairs(cjson.decode(ARGV[10])) do
  if (redis.call('HGET', KEYS[1], poll[1] .. '.round') or '0') ~= poll[2] then return {'asked', poll[1]} end
end
for _, poll in ipairs(changed) do
  -- Rounds that were asked keep the words in which they were: the version that had them, and its text.
  local last = tonumber(redis.call('HGET', KEYS[1], poll .. '.round') or 0)
  for round = 1, reworded[poll] and last - 1 or last do
    if redis.call('HSETNX', KEYS[4], poll .. '.' .. whole(round), was[2]) == 1 then
      redis.call('HSETNX', KEYS[4], ':' .. was[2], was[1])
    end
  end
end
redis.call('HSET', KEYS[3], 'text', ARGV[5], 'title', ARGV[6], 'date', ARGV[7])
local version = redis.call('HINCRBY', KEYS[3], 'version', 1)
local done = act('define', '', '', ARGV[11])
done[3] = version
for poll, round in pairs(reworded) do
  local was = redis.call('HMGET', KEYS[1], poll .. '.deadline', poll .. '.shown', poll .. '.opening.' .. round,
    poll .. '.reason.' .. round)
  local body = {'', was[1] or '', was[2] or '0'}
  if was[3] or was[4] then body[4], body[5] = was[3] or '', was[4] or '' end
  redis.call('HSET', KEYS[1], poll .. '.opened.' .. round, whole(at))
  commit(at, 0, 'open', ARGV[4], poll, round, table.concat(body, '\30'))
end
return done
