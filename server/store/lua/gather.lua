-- Read whole keys at one moment.
-- KEYS any hashes, sorted sets, sets and streams
-- Result: for each key its fields and values | members and scores | members | the id of its last entry | nothing
local read = {
  hash = function(key) return redis.call('HGETALL', key) end,
  zset = function(key) return redis.call('ZRANGE', key, 0, -1, 'WITHSCORES') end,
  set = function(key) return redis.call('SMEMBERS', key) end,
  stream = function(key) return {redis.call('XREVRANGE', key, '+', '-', 'COUNT', 1)[1][1]} end,
  none = function() return {} end,
}
local result = {}
for i, key in ipairs(KEYS) do result[i] = read[redis.call('TYPE', key).ok](key) end
return result
