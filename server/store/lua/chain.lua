-- Shared: the time, and what follows every accepted change: one more revision, one more link of the log, the doorbell.
-- KEYS 1 state (hash), 2 log (stream); ARGV 1 code, 2 channel of the doorbell
-- now() -> milliseconds; whole(n) -> n in digits
-- commit(at, gate, act, by, poll, round, body) -> revision; rings unless it rang less than `gate` ms ago
local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

local function whole(n)
  return string.format('%.0f', n)
end

local function commit(at, gate, act, by, poll, round, body)
  local head = redis.call('HMGET', KEYS[1], 'rev', 'chain', 'rung')
  local rev = whole((tonumber(head[1]) or 0) + 1)
  local entry = table.concat({rev, whole(at), act, by, poll, round, body}, '\n')
  local link = redis.sha1hex((head[2] or '') .. entry)
  redis.call('XADD', KEYS[2], '*', 'entry', entry, 'link', link)
  redis.call('HSET', KEYS[1], 'rev', rev, 'chain', link)
  local rung = tonumber(head[3]) or 0
  -- A clock that was set back must not silence the bell until it has caught up.
  if at - rung >= gate or at < rung then
    redis.call('HSET', KEYS[1], 'rung', whole(at))
    redis.call('PUBLISH', ARGV[2], ARGV[1] .. ' ' .. rev)
  end
  return tonumber(rev)
end
