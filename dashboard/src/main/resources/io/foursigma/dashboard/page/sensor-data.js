// SPDX-License-Identifier: Apache-2.0

/** What the chart of one sensor draws, as tables of rows. No DOM in here. */

/** So short a span is drawn from the readings themselves, as far as Kafka still holds them. */
const RAW_MILLIS = 15 * 60_000;
const MOST_READINGS = 5_000;
const MOST_WINDOWS = 10_000;
/** So much earlier windows are asked for, so that the one in which the span begins is among them. */
const BEFORE_MILLIS = 60_000;
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

/** What the readings of each window were judged against; where windows are missing the lines are broken. */
function baselineRows(windows, rule) {
  const rows = [];
  const oldestFirst = [...windows].reverse();
  oldestFirst.forEach(({ start, end, baseline }, i) => {
    rows.push({ time: start, ...baselineAt(baseline, rule) });
    if (oldestFirst[i + 1]?.start !== end) {
      rows.push({ time: end, ...baselineAt(null, rule) });
    }
  });
  return rows;
}

const baselineAt = (baseline, rule) => ({
  baseline: baseline?.mean ?? null,
  ...band({ baselineMean: baseline?.mean ?? null, baselineStd: baseline?.std }, rule),
});

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
 * @param {{rule: object, width: number, moves: boolean}} view the rule of the band, the chart's width in pixels (more bins
 *     than that cannot be seen), and whether the span moves with time: then its readings come over the live stream
 * @param {AbortSignal} signal gives it up
 * @returns {Promise<{windows, baselines, anomalies, readings, course, raw}>} rows, and what the relay said of them; `raw` is null
 *     where readings were not asked for, or could not be read
 */
export async function readPast(sensor, from, to, { rule, width, moves }, signal) {
  const span = { sensor, from: Math.floor(from), to: Math.ceil(to) };
  const isShort = !moves && to - from <= RAW_MILLIS;
  const [course, found, raw, judged] = await Promise.all([
    ask("api/course", { ...span, points: Math.max(1, Math.min(2_000, Math.floor(width))) }, signal),
    ask("api/anomalies", { ...span, size: MOST_ANOMALIES }, signal),
    isShort ? ask("api/readings", { ...span, size: MOST_READINGS }, signal).catch(() => null) : null,
    isShort ? ask("api/windows", { ...span, from: span.from - BEFORE_MILLIS, size: MOST_WINDOWS }, signal) : { windows: [] },
  ]);
  return {
    course,
    raw,
    windows: binRows(course),
    baselines: baselineRows(judged.windows, rule),
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
