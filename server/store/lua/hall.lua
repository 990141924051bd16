-- Who is here: the seats that changed since a revision of the seats, and all that were seen of late.
-- KEYS 1 seats (hash), 2 changes (sorted set), 3 presence (sorted set)
-- ARGV 1 known revision, 2 how long a seat counts as present after it was seen, in ms
-- Result: revision of the seats, {number, profile or '' for a seat that is gone, ...}, {number, ...} of those present
-- include chain
local last = redis.call('ZREVRANGE', KEYS[2], 0, 0, 'WITHSCORES')
local changed = {}
for _, number in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '(' .. ARGV[1], '+inf')) do
  changed[#changed + 1] = number
  changed[#changed + 1] = redis.call('HGET', KEYS[1], number) or ''
end
local since = whole(now() - ARGV[2])
return {tonumber(last[2] or 0), changed, redis.call('ZRANGEBYSCORE', KEYS[3], since, '+inf')}
