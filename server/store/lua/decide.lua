-- Decide how answers are seen: the overlay that server/domain/moderation.py reads.
-- KEYS 1 state (hash), 2 log (stream), 3 moderation (hash)
-- ARGV 1 code, 2 channel, 3 act, 4 by, 5 poll, 6 round, 7 hide|restore|approve|merge|unmerge|theme|name|
--      answer|unanswer|screen|unscreen, 8 subjects joined by US, 9 value ('' takes a theme or a name away)
-- Result: done and the state | unknown | moved (there is no such round)
-- include act
local verb, value, MOST = ARGV[7], ARGV[9], 100 -- decisions that can be taken back at once
local round = tonumber(redis.call('HGET', KEYS[1], ARGV[5] .. '.round') or 0)
if tonumber(ARGV[6]) < 1 or tonumber(ARGV[6]) > round then return {'moved'} end
local sets = {hide = 'hide:', approve = 'show:', merge = 'merge:', theme = 'theme:', name = 'name:',
  answer = 'answer:', screen = 'screen:'}
local clears = {restore = 'hide:', approve = 'hide:', unmerge = 'merge:', unanswer = 'answer:', unscreen = 'screen:'}
if value == '' and (verb == 'theme' or verb == 'name') then
  clears, sets = sets, clears
end
local undo, decided = {lines = {}, moderation = {}}, 0

-- Sets or clears one field, and notes how it was.
local function put(field, text)
  local was = redis.call('HGET', KEYS[3], field) or ''
  undo.lines[#undo.lines + 1] = {'decide', ARGV[5], ARGV[6], table.concat({'put', field, was}, '\30')}
  undo.moderation[#undo.moderation + 1], undo.moderation[#undo.moderation + 2] = field, was
  if text then redis.call('HSET', KEYS[3], field, text) else redis.call('HDEL', KEYS[3], field) end
end

local function decide(subject)
  -- One entry at a time stands on the screen: which one is the value.
  local name, text = subject, value
  if verb == 'screen' or verb == 'unscreen' then name, text = '', subject end
  if clears[verb] then put(clears[verb] .. name) end
  if sets[verb] then put(sets[verb] .. name, text) end
  decided = decided + 1
  return table.concat({verb, subject, value}, '\30')
end

local last
for subject in string.gmatch(ARGV[8], '[^\31]+') do
  -- Each decision is a line of the log; the bell rings once, for the last.
  if last then commit(at, math.huge, 'decide', ARGV[4], ARGV[5], ARGV[6], last) end
  last = decide(subject)
end
return act('decide', ARGV[5], ARGV[6], last, decided <= MOST and undo or nil)
