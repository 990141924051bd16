-- Shared by the acts of moderators and staff.
-- KEYS 1 state (hash), 2 log (stream); ARGV 1 code, 2 channel of the doorbell, 3 id of this act, 4 who acts
-- standing: present revision, id of the last act, time of the end
-- act(verb, poll, round, body, undo) -> done and the state; `undo` is how undo.lua takes it back, nothing where it cannot:
--   lines {{verb, poll, round, body}}, state {field, value …}, moderation {field, value …}, till (ms) and left (ms)
-- include chain
local function done()
  return {'done', redis.call('HGETALL', KEYS[1])}
end

local standing = redis.call('HMGET', KEYS[1], 'rev', 'act', 'ended')
if not standing[1] then return {'unknown'} end
-- A client whose connection broke sends its act again without knowing whether it was done.
if standing[2] == ARGV[3] then return done() end
local at = now()

local function remember(rev, verb, poll, round, undo)
  local till = undo and whole(undo.till or 0) or ''
  redis.call('HSET', KEYS[1], 'undo', undo and cjson.encode(undo) or '',
    'last', table.concat({whole(rev), whole(at), verb, ARGV[4], poll, round, till}, '\30'))
end

local function act(verb, poll, round, body, undo)
  redis.call('HSET', KEYS[1], 'act', ARGV[3])
  remember(commit(at, 0, verb, ARGV[4], poll, round, body), verb, poll, round, undo)
  return done()
end
