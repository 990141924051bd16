-- Shared by the acts of moderators and staff.
-- KEYS 1 state (hash), 2 log (stream); ARGV 1 code, 2 channel of the doorbell, 3 id of this act, 4 who acts
-- standing: present revision, id of the last act, time of the end; act(verb, poll, round, body) -> done and the state
-- include chain
local function done()
  return {'done', redis.call('HGETALL', KEYS[1])}
end

local standing = redis.call('HMGET', KEYS[1], 'rev', 'act', 'ended')
if not standing[1] then return {'unknown'} end
-- A client whose connection broke sends its act again without knowing whether it was done.
if standing[2] == ARGV[3] then return done() end
local at = now()

local function act(verb, poll, round, body)
  redis.call('HSET', KEYS[1], 'act', ARGV[3])
  commit(at, 0, verb, ARGV[4], poll, round, body)
  return done()
end
