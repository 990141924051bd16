-- Put an agenda item, and perhaps a poll, on stage.
-- KEYS 1 state (hash), 2 log (stream)
-- ARGV 1 code, 2 channel, 3 act, 4 by, 5 poll or '', 6 item or ''
-- Result: done and the state | unknown | ended
-- include act
if standing[3] then return {'ended'} end
redis.call('HSET', KEYS[1], 'item', ARGV[6], 'poll', ARGV[5], 'survey', '')
return act('stage', ARGV[5], '', ARGV[6])
