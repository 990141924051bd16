-- Shared: under which names answers are kept, and whose right each of them exercises.
-- KEYS 1 state (hash); ARGV as in record
-- rights(first, step) -> names of the voters in their order, and barred: place in ARGV -> true where another exercises it
local function rights(first, step)
  local voters, barred = {}, {}
  for i = first, #ARGV, step do
    local voter = ARGV[i]
    if string.find(voter, '^d:') then
      local name, agent = string.match(voter, '^([^@]*)@?(.*)$')
      -- A right is exercised by its holder or, while a proxy stands, by the agent alone.
      barred[i] = (redis.call('HGET', KEYS[1], 'proxy:' .. string.match(name, '^d:([^.]*)')) or '') ~= agent
      voter = name
    end
    voters[#voters + 1] = voter
  end
  return voters, barred
end
