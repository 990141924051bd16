-- Shared: whether an entry of the clerk may stand in the place of what a delegation that answers as one has said.
-- entered(old, entry, confirmed) -> nil where it may, answered (by phone) | entered (by another entry of the clerk)
local function entered(old, entry, confirmed)
  -- What was taken back is no answer.
  if string.find(old, '\30{}$') then return nil end
  if string.sub(old, 1, 5) ~= 'clerk' then return not confirmed and 'answered' or nil end
  return string.sub(old, 6, 5 + #entry) ~= entry and 'entered' or nil
end
