-- Shared: taking entries out of the log for good. Their links stay, so that the chain can still be followed.
-- KEYS 2 log (stream); drop(dropped, from, rev, wanted) -> how many, digest of their links in order
-- `dropped` is a hash: id of the entry -> revision of the act that dropped it, and the link;
-- wanted(act, poll, first character of the body) says which
local function drop(dropped, from, rev, wanted)
  local n, digest, start = 0, '', from
  while true do
    local page = redis.call('XRANGE', KEYS[2], start, '+', 'COUNT', 200)
    for _, one in ipairs(page) do
      local entry, link = one[2][2], one[2][4]
      local act, poll, body = string.match(entry, '^%d+\n%d+\n([^\n]*)\n[^\n]*\n([^\n]*)\n[^\n]*\n()')
      if wanted(act, poll, string.sub(entry, body, body)) then
        redis.call('XDEL', KEYS[2], one[1])
        redis.call('HSET', dropped, one[1], rev .. ' ' .. link)
        n, digest = n + 1, redis.sha1hex(digest .. link)
      end
    end
    if #page < 200 then break end
    start = '(' .. page[#page][1]
  end
  -- A stream keeps the text of a deleted entry as long as its neighbours live, so what stands is written anew.
  local left = n > 0 and redis.call('XRANGE', KEYS[2], '-', '+') or {}
  if n > 0 then redis.call('DEL', KEYS[2]) end
  for _, one in ipairs(left) do redis.call('XADD', KEYS[2], one[1], unpack(one[2])) end
  return n, digest
end
