-- Shared: sums on their way into the store. Counts that are left behind by nobody go: n = 0 -> no field.
-- apply(totals, segments, sums) -> nothing; adds them to two hashes, a thousand fields at a time. How many people a
--   segment has stands with the totals: a wall that compares nothing reads no more than these.
-- include sums
local digits = {}
local function put(key, names, changes)
  for first = 1, #names, 1000 do
    local last, kept, gone, n = math.min(first + 999, #names), {}, {}, 0
    for i, had in ipairs(redis.call('HMGET', key, unpack(names, first, last))) do
      local name, sum = names[first + i - 1], (had or 0) + changes[first + i - 1]
      -- Most sums are small and come again and again, and a number takes long to write.
      digits[sum] = digits[sum] or whole(sum)
      if sum == 0 then gone[#gone + 1] = name else kept[n + 1], kept[n + 2], n = name, digits[sum], n + 2 end
    end
    if n > 0 then redis.call('HSET', key, unpack(kept)) end
    if #gone > 0 then redis.call('HDEL', key, unpack(gone)) end
  end
end

local function apply(totals, segments, sums)
  local names, changes = {[totals] = {}, [segments] = {}}, {[totals] = {}, [segments] = {}}
  local n = {[totals] = 0, [segments] = 0}
  for under, fields in pairs(sums) do
    for field, change in pairs(fields) do
      if change ~= 0 then
        local key = (under == '' or field == '') and totals or segments
        local last = n[key] + 1
        names[key][last], changes[key][last], n[key] = under .. field, change, last
      end
    end
  end
  for key, own in pairs(names) do put(key, own, changes[key]) end
end
