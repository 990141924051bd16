-- Give a proxy, or end one: whoever holds a right passes its exercise to another delegation, and nobody passes it on.
-- KEYS 1 state (hash), 2 log (stream)
-- ARGV 1 code, 2 channel, 3 act, 4 by, 5 give|end, 6 holder, 7 agent, 8 most that one agent may hold
-- Result: done and the state | unknown | ended | given (already) | passed (the agent has given its own)
--         | holds (the holder holds one itself) | full (the agent holds as many as it may) | none (to end)
-- include act
if standing[3] then return {'ended'} end
local holder, agent, field = ARGV[6], ARGV[7], 'proxy:' .. ARGV[6]
local n, held, open, state = 0, 0, nil, redis.call('HGETALL', KEYS[1])
for i = 1, #state, 2 do
  local number, other = string.match(state[i], '^mandate:(%d+)$'), string.match(state[i], '^proxy:(.*)$')
  if number then n = math.max(n, tonumber(number)) end
  if number and string.find(state[i + 1], 'proxy\31\31' .. holder .. '\31' .. agent .. '\31', 1, true) == 1
    and string.find(state[i + 1], '\31\31$') then open = number end
  if other and state[i + 1] == agent then held = held + 1 end
  if other and state[i + 1] == holder then held = math.huge end
end
if ARGV[5] == 'end' then
  if not open or redis.call('HGET', KEYS[1], field) ~= agent then return {'none'} end
  local before = string.gsub(redis.call('HGET', KEYS[1], 'mandate:' .. open), '\31\31$', '')
  redis.call('HSET', KEYS[1], 'mandate:' .. open, table.concat({before, whole(at), ARGV[4]}, '\31'))
  redis.call('HDEL', KEYS[1], field)
  return act('proxy', '', '', table.concat({'end', holder, agent, open}, '\30'))
end
if redis.call('HEXISTS', KEYS[1], field) == 1 then return {'given'} end
if redis.call('HEXISTS', KEYS[1], 'proxy:' .. agent) == 1 then return {'passed'} end
if held == math.huge then return {'holds'} end
if held >= tonumber(ARGV[8]) then return {'full'} end
n = whole(n + 1)
redis.call('HSET', KEYS[1], field, agent, 'mandate:' .. n,
  table.concat({'proxy', '', holder, agent, whole(at), ARGV[4], '', ''}, '\31'))
return act('proxy', '', '', table.concat({'give', holder, agent, n}, '\30'))
