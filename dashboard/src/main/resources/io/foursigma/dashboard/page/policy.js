// SPDX-License-Identifier: Apache-2.0
import { POLICY } from "./texts.js";

/** What a sensor's limits say of a value. No DOM. */

/** From the outside in: a value that reaches an alarm's limit has reached the warning's as well. */
const LIMITS = [
  { name: "alarmLow", level: "alarm", side: "low", reached: (value, limit) => value <= limit },
  { name: "alarmHigh", level: "alarm", side: "high", reached: (value, limit) => value >= limit },
  { name: "warnLow", level: "warn", side: "low", reached: (value, limit) => value <= limit },
  { name: "warnHigh", level: "warn", side: "high", reached: (value, limit) => value >= limit },
];

/** The names of the limits, from the lowest to the highest. */
export const LIMIT_NAMES = ["alarmLow", "warnLow", "warnHigh", "alarmHigh"];

const isThere = (number) => number !== null && number !== undefined;

/**
 * What a policy, as the live stream tells it, says of a value: `level` is "none" (there is no limit, or no value),
 * "normal", "warn" or "alarm"; `side` is "low" or "high" where a limit is reached, else null; `limit` is that limit.
 */
export function levelOf(policy, value) {
  if (!policy || !isThere(value) || !LIMITS.some(({ name }) => isThere(policy[name]))) {
    return { level: "none", side: null, limit: null };
  }
  const found = LIMITS.find(({ name, reached }) => isThere(policy[name]) && reached(value, policy[name]));
  return found
    ? { level: found.level, side: found.side, limit: policy[found.name] }
    : { level: "normal", side: null, limit: null };
}

/** The fields among the four limits that are out of order, as the relay would find them: a text for each. */
export function disorder(limits) {
  const { alarmLow, warnLow, warnHigh, alarmHigh } = limits;
  const faults = {};
  if (isThere(alarmLow) && isThere(warnLow) && alarmLow > warnLow) {
    faults.alarmLow = POLICY.aboveLowWarning;
  }
  if (isThere(alarmHigh) && isThere(warnHigh) && alarmHigh < warnHigh) {
    faults.alarmHigh = POLICY.belowHighWarning;
  }
  const low = warnLow ?? alarmLow;
  const high = warnHigh ?? alarmHigh;
  if (isThere(low) && isThere(high) && low >= high) {
    faults[isThere(warnHigh) ? "warnHigh" : "alarmHigh"] = POLICY.belowLowSide;
  }
  return faults;
}
