-- SPDX-License-Identifier: Apache-2.0
-- Puts a sensor's latest values, each half guarded by itself, so that updates may come twice and in any order.
-- KEYS: 1 the sensor's hash, 2 the set of sensors
-- ARGV: 1 the sensor
--       2 newest reading as JSON or '', 3 its event time, 4 its partition, 5 its offset
--       6 running statistics as JSON or '', 7 their count
-- Returns 1 if anything changed, else 0.
local changed = 0
if ARGV[2] ~= '' then
  local old = redis.call('HMGET', KEYS[1], 'time', 'partition', 'offset')
  local newer = not old[1]
  for i = 1, 3 do
    if newer or not old[i] then break end
    local mine, theirs = tonumber(ARGV[i + 2]), tonumber(old[i])
    if mine < theirs then break end
    newer = mine > theirs
  end
  if newer then
    redis.call('HSET', KEYS[1], 'reading', ARGV[2], 'time', ARGV[3], 'partition', ARGV[4], 'offset', ARGV[5])
    changed = 1
  end
end
if ARGV[6] ~= '' then
  local count = redis.call('HGET', KEYS[1], 'count')
  if not count or tonumber(ARGV[7]) > tonumber(count) then
    redis.call('HSET', KEYS[1], 'stats', ARGV[6], 'count', ARGV[7])
    changed = 1
  end
end
if changed == 1 then
  redis.call('SADD', KEYS[2], ARGV[1])
end
return changed
