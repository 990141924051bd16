-- Note that these seats are here, and in which slots of time they were.
-- KEYS 1 state (hash), 2 presence (sorted set), 3 attended (hash), 4 seats (hash)
-- ARGV 1 length of a slot in ms, then numbers of seats
-- Result: noted | unknown
-- include chain
-- A seat's slots are runs of numbers, "5688001-5688012 5688020": a slot that follows the last one lengthens its run.
if redis.call('EXISTS', KEYS[1]) == 0 then return 'unknown' end
local at = whole(now())
local slot = math.floor(now() / ARGV[1])
local scores, late = {}, {}
local before = redis.call('ZMSCORE', KEYS[2], unpack(ARGV, 2))
for i = 2, #ARGV do
  local seat, last = ARGV[i], before[i - 1]
  -- A seat that was taken away leaves no mark, however late its phone says that it is there; whoever has one was seen.
  if last or redis.call('HEXISTS', KEYS[4], seat) == 1 then
    scores[#scores + 1], scores[#scores + 2] = at, seat
    if not last or math.floor(last / ARGV[1]) ~= slot then late[#late + 1] = seat end
  end
end
if #scores == 0 then return 'noted' end
redis.call('ZADD', KEYS[2], unpack(scores))
if #late == 0 then return 'noted' end
local runs = redis.call('HMGET', KEYS[3], unpack(late))
local changed = {}
for i, seat in ipairs(late) do
  local past, first, last = string.match(runs[i] or '', '^(.-)(%d+)%-?(%d*)$')
  last = tonumber(last or '') or tonumber(first or '')
  local run = whole(slot)
  if last and last >= slot then run = runs[i]
  elseif last == slot - 1 then run = past .. first .. '-' .. whole(slot)
  elseif last then run = runs[i] .. ' ' .. whole(slot)
  end
  changed[#changed + 1], changed[#changed + 2] = seat, run
end
redis.call('HSET', KEYS[3], unpack(changed))
return 'noted'
