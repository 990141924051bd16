-- Keep a text of the staff; an empty one is taken away.
-- KEYS 1 state (hash), 2 log (stream), 3 notes (hash)
-- ARGV 1 code, 2 channel, 3 act, 4 by, 5 key, 6 text
-- Result: done and the state | unknown
-- include act
if ARGV[6] == '' then redis.call('HDEL', KEYS[3], ARGV[5])
else redis.call('HSET', KEYS[3], ARGV[5], ARGV[6]) end
return act('note', '', '', ARGV[5] .. '\30' .. ARGV[6])
