-- End the workshop: close what is open and drop the key of the pseudonyms.
-- KEYS 1 state (hash), 2 log (stream), 3 salt (string), then the counts (hash) of each open round
-- ARGV 1 code, 2 channel, 3 act, 4 by, then poll and round of each open round
-- Result: done and the state | unknown | ended (already) | moved (other rounds are open)
-- include act
-- include shut
if standing[3] then return {'ended'} end
local given, open = {}, 0
for i = 5, #ARGV, 2 do given[ARGV[i] .. '.phase'] = ARGV[i + 1] end
local state = redis.call('HGETALL', KEYS[1])
for i = 1, #state, 2 do
  if state[i + 1] == 'open' and string.find(state[i], '%.phase$') then
    open = open + 1
    if not given[state[i]] then return {'moved'} end
  end
end
if open ~= #KEYS - 3 then return {'moved'} end
for i = 5, #ARGV, 2 do
  if redis.call('HGET', KEYS[1], ARGV[i] .. '.round') ~= ARGV[i + 1] then return {'moved'} end
end
for i = 5, #ARGV, 2 do shut(at, math.huge, ARGV[4], ARGV[i], ARGV[i + 1], KEYS[3 + (i - 3) / 2], '') end
redis.call('HSET', KEYS[1], 'ended', whole(at))
redis.call('DEL', KEYS[3])
return act('end', '', '', '')
