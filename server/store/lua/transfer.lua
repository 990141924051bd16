-- Give a seat to another device, and perhaps to another person: the new token replaces every old one.
-- KEYS 1 state (hash), 2 log (stream), 3 pass (string), 4 tokens (hash), 5 seats (hash), 6 changes (sorted set)
-- ARGV 1 code, 2 channel, 3 act, 4 by or '' for the seat itself, 5 SHA-256 of the new token, 6 name or '' as before
-- Result: done and the state | unknown | ended | spent (the pass was used, or it is too old)
-- include act
if standing[3] then return {'ended'} end
local number = redis.call('GET', KEYS[3])
local stored = number and redis.call('HGET', KEYS[5], number)
if not stored then return {'spent'} end
redis.call('DEL', KEYS[3])
local tokens = redis.call('HGETALL', KEYS[4])
for i = 1, #tokens, 2 do
  -- The old device is told where its seat went; a number below nought opens no door.
  if tokens[i + 1] == number then redis.call('HSET', KEYS[4], tokens[i], '-' .. number) end
end
redis.call('HSET', KEYS[4], ARGV[5], number)
local joined, text = string.match(stored, '^(%d+) (.*)$')
local profile = cjson.decode(text)
local from, to = profile.name or '', ARGV[6] ~= '' and ARGV[6] or profile.name or ''
if to ~= from then
  profile.name = to
  redis.call('HSET', KEYS[5], number, joined .. ' ' .. cjson.encode(profile))
end
local last = redis.call('ZREVRANGE', KEYS[6], 0, 0, 'WITHSCORES')
redis.call('ZADD', KEYS[6], whole(last[2] + 1), number)
local n = 1
while redis.call('HEXISTS', KEYS[1], 'mandate:' .. n) == 1 do n = n + 1 end
local by = ARGV[4] ~= '' and ARGV[4] or 'seat:' .. number
redis.call('HSET', KEYS[1], 'mandate:' .. n, table.concat({'transfer', number, from, to, whole(at), by, '', ''}, '\31'))
return act('transfer', '', '', table.concat({number, from, to, by, n}, '\30'))
