-- Close the open round of a poll.
-- KEYS 1 state (hash), 2 log (stream), 3 counts of the round (hash)
-- ARGV 1 code, 2 channel, 3 act, 4 by, 5 poll, 6 round, 7 grace in ms to wait after the deadline, or '' to close now,
--      8 people and member delegations present, with a space between, or '', 9 1 to show the result as well, or '',
--      10 for how long, in ms, somebody may take it back
-- Result: done and the state | unknown | closed (already, or never opened) | moved (another round) | early and ms left
-- include act
-- include shut
local poll, round = ARGV[5], ARGV[6]
local was = redis.call('HMGET', KEYS[1], poll .. '.phase', poll .. '.round', poll .. '.deadline', poll .. '.shown',
  poll .. '.secret.' .. round)
local due = tonumber(was[3] or '')
if (was[2] or '0') ~= round then return {'moved'} end
if was[1] ~= 'open' then return {'closed'} end
if ARGV[7] ~= '' then
  if not due then return {'closed'} end
  -- record.lua still takes an answer in the last millisecond of the grace.
  local left = due + ARGV[7] + 1 - at
  if left > 0 then return {'early', left} end
end
redis.call('HSET', KEYS[1], 'act', ARGV[3])
local undo
-- A secret ballot that was closed stays closed, and so does one whose time is over.
if ARGV[7] == '' and not was[5] and (not due or due > at) then
  undo = {lines = {{'reopen', poll, round, due and 'deadline' or ''}}, left = due and due - at, till = at + ARGV[10],
    state = {poll .. '.phase', 'open', poll .. '.deadline', due and 'deadline' or '', poll .. '.closed.' .. round, '',
      poll .. '.present.' .. round, '', poll .. '.early.' .. round, ''}}
end
local reveal = ARGV[9] == '1' and was[4] ~= '1'
local rev = shut(at, reveal and math.huge or 0, ARGV[4], poll, round, KEYS[3], ARGV[8])
if reveal then
  redis.call('HSET', KEYS[1], poll .. '.shown', '1')
  rev = commit(at, 0, 'reveal', ARGV[4], poll, round, '')
  if undo then
    table.insert(undo.lines, 1, {'hide', poll, round, ''})
    undo.state[#undo.state + 1], undo.state[#undo.state + 2] = poll .. '.shown', '0'
  end
end
remember(rev, 'close', poll, round, undo)
return done()
