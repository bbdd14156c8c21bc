-- SPDX-License-Identifier: Apache-2.0
-- Puts a sensor's latest values, each half guarded by itself, so that updates may come twice and in any order.
-- KEYS: 1 the sensor's hash, 2 the set of sensors
-- ARGV: 1 the sensor
--       2 newest reading as JSON or '', 3 its event time, 4 its partition, 5 its offset
--       6 running statistics as JSON or '', 7 their count
-- Returns which halves changed: 1 the reading, 2 the running statistics, 3 both, 0 neither.

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

local changed = 0
if ARGV[2] ~= '' then
  local old = redis.call('HMGET', KEYS[1], 'time', 'partition', 'offset')
  local newer = not old[1]
  for i = 1, 3 do
    if newer or not old[i] then break end
    local order = compare(ARGV[i + 2], old[i])
    if order < 0 then break end
    newer = order > 0
  end
  if newer then
    redis.call('HSET', KEYS[1], 'reading', ARGV[2], 'time', ARGV[3], 'partition', ARGV[4], 'offset', ARGV[5])
    changed = 1
  end
end
if ARGV[6] ~= '' then
  local count = redis.call('HGET', KEYS[1], 'count')
  if not count or compare(ARGV[7], count) > 0 then
    redis.call('HSET', KEYS[1], 'stats', ARGV[6], 'count', ARGV[7])
    changed = changed + 2
  end
end
if changed > 0 then
  redis.call('SADD', KEYS[2], ARGV[1])
end
return changed
