-- Take back seats that a script has taken: those named here that belong to no badge and have not answered.
-- KEYS 1 state (hash), 2 log (stream), 3 seats (hash), 4 changes (sorted set), 5 tokens (hash), 6 presence (sorted set),
--      7 badges (hash), 8 attended (hash), then answers (hash) of each round in which they may have answered
-- ARGV 1 code, 2 channel, 3 act, 4 by, 5 do it 1|0, 6 minutes (for the log), then for each seat its number and, for each of
--      these rounds, the name of its voter, or '' where the answer would be that of its delegation
-- Result: done, the state and how many | found and how many, where it is not to be done | unknown | ended
-- include act
-- include holding
if standing[3] then return {'ended'} end
local rounds, badged, gone, n = #KEYS - 8, {}, {}, 0
for _, id in ipairs(redis.call('HKEYS', KEYS[7])) do
  if id ~= '' then badged[holding(KEYS[7], id)[4]] = true end
end
local function answered(place)
  for k = 1, rounds do
    local voter = ARGV[place + k]
    -- Where answers stand beside each other, a voter's first one has the number 1.
    if voter ~= '' and (redis.call('HEXISTS', KEYS[8 + k], voter) == 1
      or redis.call('HEXISTS', KEYS[8 + k], voter .. '.1') == 1) then return true end
  end
  return false
end
for i = 7, #ARGV, rounds + 1 do
  local seat = ARGV[i]
  if redis.call('HEXISTS', KEYS[3], seat) == 1 and not badged[seat] and not answered(i) then
    gone[seat], n = true, n + 1
  end
end
if ARGV[5] ~= '1' then return {'found', n} end
if n == 0 then return {'done', redis.call('HGETALL', KEYS[1]), n} end
local change = (redis.call('ZREVRANGE', KEYS[4], 0, 0, 'WITHSCORES')[2] or 0) + 0
for seat in pairs(gone) do
  change = change + 1
  redis.call('ZADD', KEYS[4], whole(change), seat)
  redis.call('ZREM', KEYS[6], seat)
  for _, key in ipairs({KEYS[3], KEYS[8]}) do redis.call('HDEL', key, seat) end
end
local held = redis.call('HGETALL', KEYS[5])
for i = 1, #held, 2 do
  -- The cookie opens nothing any more; its device can be told why.
  if gone[held[i + 1]] then redis.call('HSET', KEYS[5], held[i], '-0') end
end
local done = act('withdraw', '', '', table.concat({whole(n), ARGV[6]}, '\30'))
done[3] = n
return done
