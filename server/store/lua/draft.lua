-- Keep a draft of the agenda in the place of the version that it was made from; the room sees nothing of it.
-- KEYS 1 draft (hash), 2 workshop (hash)
-- ARGV 1 version that is replaced, 0 for none, 2 text
-- Result: done | unknown | newer
if redis.call('EXISTS', KEYS[2]) == 0 then return 'unknown' end
if (redis.call('HGET', KEYS[1], 'version') or '0') ~= ARGV[1] then return 'newer' end
redis.call('HSET', KEYS[1], 'version', string.format('%.0f', ARGV[1] + 1), 'text', ARGV[2])
return 'done'
