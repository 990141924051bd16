-- Give the open polls of a survey more time.
-- KEYS 1 state (hash), 2 log (stream)
-- ARGV 1 code, 2 channel, 3 act, 4 by, 5 seconds, 6 grace in ms, then the polls
-- Result: done and the state | unknown | closed | endless (no countdown) | over (answers were already refused)
-- include act
local open = {}
for i = 7, #ARGV do
  local was = redis.call('HMGET', KEYS[1], ARGV[i] .. '.phase', ARGV[i] .. '.round', ARGV[i] .. '.deadline')
  if was[1] == 'open' then
    local deadline = tonumber(was[3] or '')
    if not deadline then return {'endless'} end
    if at > deadline + ARGV[6] then return {'over'} end
    open[#open + 1] = {ARGV[i], was[2], whole(deadline + ARGV[5] * 1000)}
  end
end
if #open == 0 then return {'closed'} end
redis.call('HSET', KEYS[1], 'act', ARGV[3])
for i, one in ipairs(open) do
  redis.call('HSET', KEYS[1], one[1] .. '.deadline', one[3])
  commit(at, i == #open and 0 or math.huge, 'extend', ARGV[4], one[1], one[2], one[3])
end
return done()
