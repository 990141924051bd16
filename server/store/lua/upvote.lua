-- Support an entry, or take the support back; nobody counts twice.
-- KEYS 1 state (hash), 2 log (stream), 3 upvotes (hash), 4 upvoters (set)
-- ARGV 1 code, 2 channel, 3 gate in ms, 4 poll, 5 round, 6 voter, 7 entry, 8 on 1|0
-- Result: how many support the entry | unknown | ended | moved (there is no such round)
-- include chain
local state = redis.call('HMGET', KEYS[1], 'rev', 'ended', ARGV[4] .. '.round')
if not state[1] then return 'unknown' end
if state[2] then return 'ended' end
if tonumber(ARGV[5]) < 1 or tonumber(ARGV[5]) > tonumber(state[3] or 0) then return 'moved' end
local on, supporter = ARGV[8] == '1', ARGV[7] .. '\30' .. ARGV[6]
if redis.call(on and 'SADD' or 'SREM', KEYS[4], supporter) == 0 then
  return tonumber(redis.call('HGET', KEYS[3], ARGV[7]) or 0)
end
local n = redis.call('HINCRBY', KEYS[3], ARGV[7], on and 1 or -1)
if n == 0 then redis.call('HDEL', KEYS[3], ARGV[7]) end
commit(now(), tonumber(ARGV[3]), 'upvote', '', ARGV[4], ARGV[5], table.concat({ARGV[6], ARGV[7], ARGV[8]}, '\30'))
return n
