-- Take the seat of a badge: a new one the first time, the same one on another device after that.
-- KEYS 1 state, 2 log, 3 badges, 4 codes, 5 tokens, 6 seats, 7 changes, 8 presence
-- ARGV 1 code, 2 channel, 3 SHA-256 of the cookie's token, 4 digest of the badge's code, 5 profile (JSON)
-- Result: number and stored profile | unknown | ended | badge (not good) | locked
-- include chain
-- include rehearsed
-- include holding
-- include retire
if redis.call('EXISTS', KEYS[1]) == 0 then return {'unknown'} end
local known = redis.call('HGET', KEYS[5], ARGV[3])
if known then return {known, redis.call('HGET', KEYS[6], known)} end
local standing = redis.call('HMGET', KEYS[1], 'ended', 'door')
if standing[1] then return {'ended'} end
local id = redis.call('HGET', KEYS[4], ARGV[4])
if not id then return {'badge'} end
local at, badge = now(), holding(KEYS[3], id)
local number, stored = badge[4], nil
if number == '0' then
  if standing[2] == 'locked' then return {'locked'} end
  number, stored = whole(redis.call('ZCARD', KEYS[7]) + 1), whole(at) .. ' ' .. rehearsed(ARGV[5])
  redis.call('HSET', KEYS[6], number, stored)
else
  stored = redis.call('HGET', KEYS[6], number)
end
-- Whoever had the seat before is told; and a process that knows this seat looks at it again.
retire(KEYS[5], KEYS[6], KEYS[7], number)
redis.call('HSET', KEYS[5], ARGV[3], number)
redis.call('ZADD', KEYS[8], whole(at), number)
badge[4], badge[5], badge[6] = number, whole(at), whole(badge[6] + 1)
hold(KEYS[3], id, badge)
if badge[6] ~= '1' then
  redis.call('HINCRBY', KEYS[1], 'again', 1)
  commit(at, 0, 'badge', 'seat:' .. number, '', '', id .. '\30' .. number .. '\30' .. badge[6])
end
return {number, stored}
