// SPDX-License-Identifier: Apache-2.0

/** How much each sensor needs attention. No DOM in here. */

/** From what needs attention most to what needs none. */
export const STATES_BY_NEED = ["alarm", "anomalous", "warn", "stale", "late", "quiet", "learning", "normal"];

/** For so long an anomaly keeps its sensor at the front, in milliseconds of the page's clock. */
export const ALERT_MILLIS = 10_000;

/** A sensor is quiet, and then stale, after so many of its own mean intervals, but not before so many milliseconds. */
const QUIET = { intervals: 10, least: 10_000 };
const STALE = { intervals: 100, least: 60_000 };

/** A sensor is late when its newest reading was older than this when it came, in milliseconds. */
const LATE_MILLIS = 60_000;

const NEED = new Map(STATES_BY_NEED.map((state, need) => [state, need]));

const longer = (silence, interval, { intervals, least }) => silence > Math.max(least, intervals * (interval ?? 0));

/**
 * The state of a sensor.
 *
 * @param {Sensor} sensor
 * @param {string} level of its newest value by the limits that are set: alarm, warn, or anything else
 * @param {number} now the relay's clock, epoch milliseconds
 */
export function stateOf(sensor, level, now) {
  const silence = now - sensor.heard;
  if (level === "alarm") {
    return "alarm";
  }
  if (sensor.verdict === "anomalous" || now < sensor.alertUntil) {
    return "anomalous";
  }
  if (level === "warn") {
    return "warn";
  }
  if (longer(silence, sensor.interval, STALE)) {
    return "stale";
  }
  if (sensor.heard - sensor.time > LATE_MILLIS) {
    return "late";
  }
  if (longer(silence, sensor.interval, QUIET)) {
    return "quiet";
  }
  return sensor.verdict === "normal" ? "normal" : "learning";
}

/** Orders sensors by what needs attention, then by name. */
export const byNeed = (a, b) => NEED.get(a.state) - NEED.get(b.state) || (a.name < b.name ? -1 : 1);

/** Whether a name holds all parts of what was asked for, in any order. */
export function matches(name, parts) {
  const lower = name.toLowerCase();
  return parts.every((part) => lower.includes(part));
}

export const partsOf = (text) => text.trim().toLowerCase().split(/\s+/).filter((part) => part !== "");
