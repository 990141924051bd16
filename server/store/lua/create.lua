-- Create a workshop under a code that nobody has.
-- KEYS 1 state (hash), 2 log (stream), 3 workshop (hash)
-- ARGV 1 code, 2 channel, 3 text, 4 title, 5 date
-- Result: done | taken
-- include chain
if redis.call('EXISTS', KEYS[1], KEYS[3]) > 0 then return 'taken' end
local at = now()
redis.call('HSET', KEYS[3], 'text', ARGV[3], 'version', '1', 'title', ARGV[4], 'date', ARGV[5], 'created', whole(at))
commit(at, 0, 'define', '', '', '', ARGV[3])
return 'done'
