-- Keep a text of the staff; an empty one is taken away. What stands there already is not written again.
-- KEYS 1 state (hash), 2 log (stream), 3 notes (hash)
-- ARGV 1 code, 2 channel, 3 act, 4 by, 5 key, 6 text, 7 revision that was seen: 12 hex digits of the text's SHA-1,
--      '' for no text, '*' for whatever stands there
-- Result: done and the state | unknown | moved (another text stands there by now)
-- include act
local there = redis.call('HGET', KEYS[3], ARGV[5]) or ''
if there == ARGV[6] then return done() end
local revision = there == '' and '' or string.sub(redis.sha1hex(there), 1, 12)
if ARGV[7] ~= '*' and ARGV[7] ~= revision then return {'moved'} end
if ARGV[6] == '' then redis.call('HDEL', KEYS[3], ARGV[5])
else redis.call('HSET', KEYS[3], ARGV[5], ARGV[6]) end
return act('note', '', '', ARGV[5] .. '\30' .. ARGV[6])
