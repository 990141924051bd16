-- Shared: closing one open round; its revision. KEYS and ARGV as in chain.
-- `present` are people and member delegations with a space between, or ''; they follow the totals in the log.
-- A secret ballot logs its totals here and nowhere else: one by one they would tell who said what.
local function shut(at, gate, by, poll, round, counts, present)
  local totals = {}
  if redis.call('HGET', KEYS[1], poll .. '.secret.' .. round) then
    local flat = redis.call('HGETALL', counts)
    for i = 1, #flat, 2 do totals[#totals + 1] = flat[i] .. '=' .. flat[i + 1] end
  end
  redis.call('HSET', KEYS[1], poll .. '.phase', 'closed', poll .. '.closed.' .. round, whole(at))
  local due = tonumber(redis.call('HGET', KEYS[1], poll .. '.deadline') or '')
  if due and at < due then redis.call('HSET', KEYS[1], poll .. '.early.' .. round, '1') end
  local body = table.concat(totals, '\31')
  if present ~= '' then
    redis.call('HSET', KEYS[1], poll .. '.present.' .. round, present)
    body = body .. '\30' .. present
  end
  return commit(at, gate, 'close', by, poll, round, body)
end
