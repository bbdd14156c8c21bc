// SPDX-License-Identifier: Apache-2.0

/** What the chart of one sensor draws, as tables of rows. No DOM in here. */

/** So short a span is drawn from the readings themselves, as far as Kafka still holds them. */
const RAW_MILLIS = 15 * 60_000;
const MOST_READINGS = 5_000;
const MOST_ANOMALIES = 1_000;

/** Points as they come over the live stream. */
export const liveRows = (points, rule) =>
  points.map((point) => ({
    time: point.time,
    value: point.value,
    mean: point.mean ?? undefined,
    baseline: point.baselineMean,
    anomaly: point.verdict === "anomalous" ? point.value : undefined,
    ...band(point, rule),
  }));

function band({ baselineMean, baselineStd }, rule) {
  if (baselineMean === null) {
    return { upper: null, lower: null };
  }
  const reach = rule.sigmas * Math.max(baselineStd, rule.minStd);
  return { upper: baselineMean + reach, lower: baselineMean - reach };
}

/** Bins of windows; where one is missing the lines are broken. */
function binRows({ interval, points }) {
  const rows = [];
  points.forEach(([time, , least, mean, greatest], i) => {
    rows.push({ time, least, greatest, windowMean: mean });
    const next = points[i + 1]?.[0];
    if (next === undefined || next > time + interval) {
      rows.push({ time: time + interval, least: null, greatest: null, windowMean: null });
    }
  });
  return rows;
}

const anomalyRows = (anomalies) =>
  anomalies.map(({ time, value }) => ({ time, anomaly: value })).sort((a, b) => a.time - b.time);

const readingRows = (readings) =>
  readings.map(([time, value]) => ({ time, value })).sort((a, b) => a.time - b.time);

/**
 * Reads the past of a sensor.
 *
 * @param {string} sensor
 * @param {number} from least event time, epoch milliseconds
 * @param {number} to greatest event time, excluded
 * @param {number} width of the chart in pixels: more bins than that cannot be seen
 * @param {AbortSignal} signal gives it up
 * @returns {Promise<{windows, anomalies, readings, course, raw}>} rows, and what the relay said of them; `raw` is null
 *     where the span is too long for readings, or they could not be read
 */
export async function readPast(sensor, from, to, width, signal) {
  const span = { sensor, from: Math.floor(from), to: Math.ceil(to) };
  const [course, found, raw] = await Promise.all([
    ask("api/course", { ...span, points: Math.max(1, Math.min(2_000, Math.floor(width))) }, signal),
    ask("api/anomalies", { ...span, size: MOST_ANOMALIES }, signal),
    to - from > RAW_MILLIS ? null : ask("api/readings", { ...span, size: MOST_READINGS }, signal).catch(() => null),
  ]);
  return {
    course,
    raw,
    windows: binRows(course),
    anomalies: anomalyRows(found.anomalies),
    readings: raw ? readingRows(raw.readings) : [],
  };
}

/** Asks the HTTP interface. @throws Error if it does not answer */
export async function ask(path, parameters, signal) {
  const query = new URLSearchParams(
    Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined && value !== ""),
  );
  const answer = await fetch(`${path}?${query}`, { signal });
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({}));
    throw Object.assign(new Error(problem.detail ?? `${answer.status}`), { status: answer.status, problem });
  }
  return answer.json();
}
