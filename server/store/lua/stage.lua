-- Put an agenda item, and perhaps a poll, on stage.
-- KEYS 1 state (hash), 2 log (stream)
-- ARGV 1 code, 2 channel, 3 act, 4 by, 5 poll or '', 6 item or ''
-- Result: done and the state | unknown | ended
-- include act
if standing[3] then return {'ended'} end
local was = redis.call('HMGET', KEYS[1], 'item', 'poll', 'survey', 'staged')
local item, poll, undo = was[1] or '', was[2] or '', nil
if (was[3] or '') == '' then
  undo = {lines = {{'stage', poll, '', item}}, state = {'item', item, 'poll', poll, 'staged', was[4] or ''}}
end
if item ~= ARGV[6] then redis.call('HSET', KEYS[1], 'staged', whole(at)) end
redis.call('HSET', KEYS[1], 'item', ARGV[6], 'poll', ARGV[5], 'survey', '')
return act('stage', ARGV[5], '', ARGV[6], undo)
