-- Add up reactions, gathered by one process since it last said so.
-- KEYS 1 state (hash), 2 log (stream), 3 reactions (hash)
-- ARGV 1 code, 2 channel, 3 gate in ms, 4 poll, 5 round, 6 for how long after closing, in ms, then name and number
--      of each reaction
-- Result: added | unknown | closed (this round is not open, and was not lately)
-- include chain
local state = redis.call('HMGET', KEYS[1], 'rev', ARGV[4] .. '.phase', ARGV[4] .. '.round',
  ARGV[4] .. '.closed.' .. ARGV[5])
if not state[1] then return 'unknown' end
local at = now()
local open = state[2] == 'open' and state[3] == ARGV[5]
if not open and at > (tonumber(state[4] or '') or -math.huge) + ARGV[6] then return 'closed' end
local said = {}
for i = 7, #ARGV, 2 do
  redis.call('HINCRBY', KEYS[3], ARGV[i], ARGV[i + 1])
  said[#said + 1] = ARGV[i] .. '=' .. ARGV[i + 1]
end
commit(at, tonumber(ARGV[3]), 'react', '', ARGV[4], ARGV[5], table.concat(said, '\31'))
return 'added'
