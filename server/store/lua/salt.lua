-- The key of the pseudonyms, made when it is first needed and never again after the end.
-- KEYS 1 state (hash), 2 salt (string)
-- ARGV 1 a fresh salt
-- Result: the salt, or '' once the workshop has ended or where there is none
local salt = redis.call('GET', KEYS[2])
if salt then return salt end
local state = redis.call('HMGET', KEYS[1], 'rev', 'ended')
if not state[1] or state[2] then return '' end
redis.call('SET', KEYS[2], ARGV[1])
return ARGV[1]
