-- Keep a template, in place of the one with its name.
-- KEYS 1 workshop (hash), 2 papers (hash)
-- ARGV 1 name, 2 its stored text, 3 how many a workshop may have
-- Result: kept | unknown | full
if redis.call('EXISTS', KEYS[1]) == 0 then return 'unknown' end
local new = redis.call('HEXISTS', KEYS[2], ARGV[1]) == 0
if new and redis.call('HLEN', KEYS[2]) >= tonumber(ARGV[3]) then return 'full' end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
return 'kept'
