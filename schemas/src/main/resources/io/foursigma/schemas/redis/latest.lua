-- SPDX-License-Identifier: Apache-2.0
-- Puts latest values of sensors, each half of each guarded by itself, so that updates may come twice and in any order.
-- KEYS: 1 the set of sensors, then one hash for each sensor
-- ARGV: for each sensor its name
--       newest reading as JSON or '', its event time, its partition, its offset
--       running statistics as JSON or '', their count
-- Returns for each sensor which halves changed: 1 the reading, 2 the running statistics, 3 both, 0 neither.

-- Whether whole number a is above (1), equal to (0) or below (-1) b. Lua's numbers are doubles, which blur beyond 2^53:
-- there the texts decide, the longer one being further from 0.
local function compare(a, b)
  local x, y = tonumber(a), tonumber(b)
  if x ~= y then return x > y and 1 or -1 end
  if a == b then return 0 end
  local further = a > b
  if #a ~= #b then further = #a > #b end
  return further == (x > 0) and 1 or -1
end

-- Puts the values of the sensor whose name is ARGV[at]; returns which halves changed.
local function put(key, at)
  local reading, stats, count = ARGV[at + 1], ARGV[at + 5], ARGV[at + 6]
  local old = redis.call('HMGET', key, 'time', 'partition', 'offset', 'count')
  local fields = {}
  local changed = 0
  if reading ~= '' then
    local newer = not old[1]
    for i = 1, 3 do
      if newer or not old[i] then break end
      local order = compare(ARGV[at + 1 + i], old[i])
      if order < 0 then break end
      newer = order > 0
    end
    if newer then
      fields = { 'reading', reading, 'time', ARGV[at + 2], 'partition', ARGV[at + 3], 'offset', ARGV[at + 4] }
      changed = 1
    end
  end
  if stats ~= '' and (not old[4] or compare(count, old[4]) > 0) then
    for _, text in ipairs({ 'stats', stats, 'count', count }) do fields[#fields + 1] = text end
    changed = changed + 2
  end
  if changed > 0 then redis.call('HSET', key, unpack(fields)) end
  return changed
end

local halves = {}
local sensors = {}
for i = 2, #KEYS do
  local at = (i - 2) * 7 + 1
  local changed = put(KEYS[i], at)
  halves[i - 1] = changed
  if changed > 0 then sensors[#sensors + 1] = ARGV[at] end
end
if #sensors > 0 then redis.call('SADD', KEYS[1], unpack(sensors)) end
return halves
