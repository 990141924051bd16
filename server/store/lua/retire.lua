-- Shared: the cookies of a seat open nothing any more; they keep its number below nought, so that its device can be told.
-- retire(tokens, seats, changes, number) -> nothing
local function retire(tokens, seats, changes, number)
  local held = redis.call('HGETALL', tokens)
  for i = 1, #held, 2 do
    if held[i + 1] == number then redis.call('HSET', tokens, held[i], '-' .. number) end
  end
  local last = redis.call('ZREVRANGE', changes, 0, 0, 'WITHSCORES')
  redis.call('ZADD', changes, string.format('%.0f', (last[2] or 0) + 1), number)
end
