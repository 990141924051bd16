-- Take the last act back. What is undone is an act, too: the log says so in its own words.
-- KEYS 1 state (hash), 2 log (stream), 3 moderation (hash) of the round that the act was about
-- ARGV 1 code, 2 channel, 3 act, 4 by, 5 revision of the act that is to be taken back
-- Result: done and the state | unknown | ended | moved (something was done since) | never | late
-- include act
if standing[3] then return {'ended'} end
local was = redis.call('HMGET', KEYS[1], 'last', 'undo')
if string.match(was[1] or '', '^(%d+)\30') ~= ARGV[5] then return {'moved'} end
if (was[2] or '') == '' then return {'never'} end
local undo = cjson.decode(was[2])
if undo.till and at > undo.till then return {'late'} end
-- A countdown goes on with the time that was left when it was stopped.
local deadline = undo.left and whole(at + undo.left) or ''

local function put(key, fields)
  for i = 1, #(fields or {}), 2 do
    local value = fields[i + 1]
    if value == 'deadline' then value = deadline end
    if value == '' then redis.call('HDEL', key, fields[i]) else redis.call('HSET', key, fields[i], value) end
  end
end

put(KEYS[1], undo.state)
put(KEYS[3], undo.moderation)
redis.call('HSET', KEYS[1], 'act', ARGV[3])
local rev, line
for i = 1, #undo.lines do
  line = undo.lines[i]
  if line[4] == 'deadline' then line[4] = deadline end
  rev = commit(at, i == #undo.lines and 0 or math.huge, line[1], ARGV[4], line[2], line[3], line[4])
end
remember(rev, 'undo', line[2], line[3])
return done()
