-- Begin a rehearsal. What holds now is kept, and comes back when it is wiped.
-- KEYS 1 state (hash), 2 log (stream), 3 notes (hash)
-- ARGV 1 code, 2 channel, 3 act, 4 by
-- Result: done and the state | unknown | rehearsing (already) | begun (there are answers, or the meeting was opened)
-- include act
local before = {state = {}, notes = redis.call('HGETALL', KEYS[3])}
local flat, passing = redis.call('HGETALL', KEYS[1]), {rev = 1, chain = 1, rung = 1, act = 1, undo = 1, last = 1}
for i = 1, #flat, 2 do
  local field = flat[i]
  if field == 'rehearsal' then return {'rehearsing'} end
  if field == 'begun' or field == 'ended' or string.find(field, '%.round$') then return {'begun'} end
  if not passing[field] then before.state[#before.state + 1], before.state[#before.state + 2] = field, flat[i + 1] end
end
redis.call('HSET', KEYS[1], 'rehearsal', whole(at))
act('rehearse', '', '', '')
before.since = redis.call('XREVRANGE', KEYS[2], '+', '-', 'COUNT', 1)[1][1]
redis.call('HSET', KEYS[1], 'before', cjson.encode(before))
return done()
