-- Note that these seats are here.
-- KEYS 1 state (hash), 2 presence (sorted set)
-- ARGV numbers of seats
-- Result: noted | unknown
-- include chain
if redis.call('EXISTS', KEYS[1]) == 0 then return 'unknown' end
local at = whole(now())
local pairs_ = {}
for i = 1, #ARGV do
  pairs_[2 * i - 1], pairs_[2 * i] = at, ARGV[i]
end
redis.call('ZADD', KEYS[2], unpack(pairs_))
return 'noted'
