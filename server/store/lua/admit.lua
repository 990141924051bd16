-- Give a seat. Asked again with the same token, it gives the same seat.
-- KEYS 1 state (hash), 2 seats (hash), 3 changes (sorted set), 4 tokens (hash), 5 presence (sorted set)
-- ARGV 1 SHA-256 of the token, 2 profile (JSON), 3 the narrowed door that this person may pass (word), or ''
-- Result: number and stored profile | unknown | word, badge or locked (how far the door is open)
-- include chain
-- include rehearsed
if redis.call('EXISTS', KEYS[1]) == 0 then return {'unknown'} end
local number = redis.call('HGET', KEYS[4], ARGV[1])
if number then return {number, redis.call('HGET', KEYS[2], number)} end
local door = redis.call('HGET', KEYS[1], 'door') or ''
if door ~= '' and door ~= ARGV[3] then return {door} end
local at = whole(now())
local stored = at .. ' ' .. rehearsed(ARGV[2])
local last = redis.call('ZREVRANGE', KEYS[3], 0, 0, 'WITHSCORES')
-- Every seat there ever was is among the changes: the number of one that is gone is not given again.
number = whole(redis.call('ZCARD', KEYS[3]) + 1)
redis.call('HSET', KEYS[2], number, stored)
redis.call('ZADD', KEYS[3], whole(tonumber(last[2] or 0) + 1), number)
redis.call('HSET', KEYS[4], ARGV[1], number)
redis.call('ZADD', KEYS[5], at, number)
return {number, stored}
