-- Replace the definition of a workshop; a poll that people are answering keeps its wording.
-- KEYS 1 state (hash), 2 log (stream), 3 workshop (hash)
-- ARGV 1 code, 2 channel, 3 act, 4 by, 5 text, 6 title, 7 date, then each poll that would change
-- Result: done and the state | unknown | open and the poll
-- include act
for i = 8, #ARGV do
  if redis.call('HGET', KEYS[1], ARGV[i] .. '.phase') == 'open' then return {'open', ARGV[i]} end
end
redis.call('HSET', KEYS[3], 'text', ARGV[5], 'title', ARGV[6], 'date', ARGV[7])
redis.call('HINCRBY', KEYS[3], 'version', 1)
return act('define', '', '', ARGV[5])
