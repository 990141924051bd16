-- Close the open polls of a survey at once. It stays on stage.
-- KEYS 1 state (hash), 2 log (stream), then the counts (hash) of each round
-- ARGV 1 code, 2 channel, 3 act, 4 by, 5 grace in ms to wait after the deadline, or '' to close now,
--      6 people and member delegations present, with a space between, or '', then for each poll: its id and its round
-- Result: done and the state | unknown | closed (all of them) | moved (another round) | early and ms left
-- include act
-- include shut
local open = {}
for i = 7, #ARGV, 2 do
  local was = redis.call('HMGET', KEYS[1], ARGV[i] .. '.phase', ARGV[i] .. '.round', ARGV[i] .. '.deadline')
  if (was[2] or '0') ~= ARGV[i + 1] then return {'moved'} end
  if was[1] == 'open' then
    open[#open + 1] = {ARGV[i], ARGV[i + 1], KEYS[3 + (i - 7) / 2]}
    if ARGV[5] ~= '' then
      local due = tonumber(was[3] or '')
      if not due then return {'closed'} end
      local left = due + ARGV[5] + 1 - at
      if left > 0 then return {'early', left} end
    end
  end
end
if #open == 0 then return {'closed'} end
redis.call('HSET', KEYS[1], 'act', ARGV[3])
for i, one in ipairs(open) do
  shut(at, i == #open and 0 or math.huge, ARGV[4], one[1], one[2], one[3], ARGV[6])
end
return done()
