-- Shared: a seat that is taken during a rehearsal says so, and is wiped with it. KEYS 1 state (hash)
-- rehearsed(profile) -> profile (JSON)
local function rehearsed(profile)
  if redis.call('HEXISTS', KEYS[1], 'rehearsal') == 0 or string.find(profile, '"simulated":true', 1, true) then
    return profile
  end
  return (string.gsub(profile, '}$', ',"simulated":true}'))
end
