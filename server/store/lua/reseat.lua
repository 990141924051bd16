-- Change the profile of a seat.
-- KEYS 1 seats (hash), 2 changes (sorted set)
-- ARGV 1 number, then field and value of each change
-- Result: stored profile | unknown
local stored = redis.call('HGET', KEYS[1], ARGV[1])
if not stored then return 'unknown' end
local joined, text = string.match(stored, '^(%d+) (.*)$')
local profile = cjson.decode(text)
for i = 2, #ARGV, 2 do profile[ARGV[i]] = ARGV[i + 1] end
stored = joined .. ' ' .. cjson.encode(profile)
local last = redis.call('ZREVRANGE', KEYS[2], 0, 0, 'WITHSCORES')
redis.call('HSET', KEYS[1], ARGV[1], stored)
redis.call('ZADD', KEYS[2], string.format('%.0f', last[2] + 1), ARGV[1])
return stored
