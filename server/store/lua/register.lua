-- Change the list of people in one act: write some, take others off, whose badges are taken back.
-- KEYS 1 state, 2 log, 3 people, 4 badges, 5 codes, 6 tokens, 7 seats, 8 changes
-- ARGV 1 code, 2 channel, 3 act, 4 by, 5 revision of the list that was seen, 6 what the log says, 7 how many are written,
--   then id and text of each, then the id of each who is taken off
-- Result: done and the state | unknown | moved (the list has changed since)
-- include act
-- include holding
-- include retire
local head = redis.call('HGET', KEYS[3], '') or '0 0'
local rev, last = string.match(head, '^(%d+) (%d+)$')
if rev ~= ARGV[5] then return {'moved'} end
local written = 7 + 2 * ARGV[7]
for i = 8, written, 2 do
  redis.call('HSET', KEYS[3], ARGV[i], ARGV[i + 1])
  if tonumber(ARGV[i]) > tonumber(last) then last = ARGV[i] end
end
for i = written + 1, #ARGV do
  local badge = holding(KEYS[4], ARGV[i])
  if badge[7] ~= '' then redis.call('HDEL', KEYS[5], badge[7]) end
  if badge[4] ~= '0' then retire(KEYS[6], KEYS[7], KEYS[8], badge[4]) end
  redis.call('HDEL', KEYS[3], ARGV[i])
  redis.call('HDEL', KEYS[4], ARGV[i])
end
redis.call('HSET', KEYS[3], '', whole(rev + 1) .. ' ' .. last)
return act('people', '', '', ARGV[6])
