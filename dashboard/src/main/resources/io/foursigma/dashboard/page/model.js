// SPDX-License-Identifier: Apache-2.0

/** What the page knows. No DOM in here. */

const SHOWN_MILLIS = 60_000;
const FEWEST_POINTS = 120;
const MOST_POINTS = 1_200;
const FEWEST_ANOMALIES = 100;
const MOST_ANOMALIES = 2_000;

/** A point as the protocol sends it: an array in this order. */
const toPoint = ([time, partition, offset, value, verdict, mean, baselineMean, baselineStd]) => ({
  time, partition, offset, value, verdict, mean, baselineMean, baselineStd,
});

const order = (a, b) => a.time - b.time || a.partition - b.partition || a.offset - b.offset;

const newestFirst = (a, b) => b.time - a.time || (a.id < b.id ? -1 : 1);

export class Sensor {
  constructor(name) {
    this.name = name;
    this.reading = null;
    this.stats = null;
    this.points = [];
  }

  /** Adds a point at its place. One that is there already is not doubled, but may learn that it is an anomaly. */
  add(point) {
    const points = this.points;
    let at = points.length;
    while (at > 0 && order(points[at - 1], point) > 0) {
      at--;
    }
    if (at > 0 && order(points[at - 1], point) === 0) {
      if (point.verdict === "anomalous") {
        points[at - 1].verdict = "anomalous";
      }
      return;
    }
    points.splice(at, 0, point);
    this.#trim();
  }

  /** Keeps the last minute, but enough of a slow sensor to show a course, and not too much of a fast one. */
  #trim() {
    const points = this.points;
    const oldest = points[points.length - 1].time - SHOWN_MILLIS;
    let drop = Math.max(0, points.length - MOST_POINTS);
    while (points.length - drop > FEWEST_POINTS && points[drop].time < oldest) {
      drop++;
    }
    points.splice(0, drop);
  }
}

export class Model {
  constructor() {
    this.sensors = new Map();
    this.anomalies = [];
    /** How many are kept: more where the reader has asked for older ones, which newer ones must not push out. */
    this.keptAnomalies = FEWEST_ANOMALIES;
    this.rule = { sigmas: 4, minCount: 8, minStd: 0 };
    this.health = null;
    /** When the newest values came, by the relay's clock, epoch milliseconds; null before the first. */
    this.valuesAt = null;
  }

  /**
   * Takes a message.
   *
   * @returns {{sensors: Set<string>, removed: string[], anomalies: object[]}} what has changed
   */
  take(message) {
    const change = { sensors: new Set(), removed: [], anomalies: [] };
    if (message.type === "snapshot") {
      this.rule = message.rule;
      this.#removeMissing(message.sensors, change);
    }
    this.health = message.health ?? this.health;
    if (message.sensors?.length > 0 && !this.stale()) {
      this.valuesAt = message.time;
    }
    for (const update of message.sensors ?? []) {
      this.#takeSensor(update);
      change.sensors.add(update.sensor);
    }
    for (const anomaly of message.anomalies ?? []) {
      this.#takeAnomaly(anomaly, change);
    }
    return change;
  }

  /** Takes anomalies that the reader has asked for. @returns {number} how many of them are new */
  takeOlder(anomalies) {
    const before = this.anomalies.length;
    this.keptAnomalies = MOST_ANOMALIES;
    const change = { sensors: new Set(), removed: [], anomalies: [] };
    anomalies.forEach((anomaly) => this.#takeAnomaly(anomaly, change));
    return this.anomalies.length - before;
  }

  /** Whether no older anomalies are kept. */
  anomaliesAreFull() {
    return this.anomalies.length >= MOST_ANOMALIES;
  }

  readings() {
    let sum = 0;
    for (const sensor of this.sensors.values()) {
      sum += sensor.stats?.count ?? 0;
    }
    return sum;
  }

  /** Whether the values on the page can be old because the store of latest values is away. */
  stale() {
    return this.health?.components.some((each) => each.name === "redis" && each.status !== "up") ?? false;
  }

  #sensor(name) {
    let sensor = this.sensors.get(name);
    if (!sensor) {
      sensor = new Sensor(name);
      this.sensors.set(name, sensor);
    }
    return sensor;
  }

  /** A snapshot without any sensor is that of a relay that has not read the store yet: it removes nothing. */
  #removeMissing(present, change) {
    const names = new Set(present.map((each) => each.sensor));
    for (const name of names.size === 0 ? [] : [...this.sensors.keys()]) {
      if (!names.has(name)) {
        this.sensors.delete(name);
        change.removed.push(name);
      }
    }
  }

  #takeSensor(update) {
    const sensor = this.#sensor(update.sensor);
    sensor.reading = update.reading;
    sensor.stats = update.stats;
    for (const point of update.points) {
      sensor.add(toPoint(point));
    }
  }

  #takeAnomaly(anomaly, change) {
    if (this.anomalies.some((each) => each.id === anomaly.id)) {
      return;
    }
    this.anomalies.push(anomaly);
    this.anomalies.sort(newestFirst);
    this.anomalies.length = Math.min(this.anomalies.length, this.keptAnomalies);
    change.anomalies.push(anomaly);
    const sensor = this.sensors.get(anomaly.sensor);
    const oldest = sensor?.points[0]?.time;
    if (oldest !== undefined && anomaly.time >= oldest) {
      sensor.add({
        time: anomaly.time,
        partition: anomaly.position.partition,
        offset: anomaly.position.offset,
        value: anomaly.value,
        verdict: "anomalous",
        mean: null,
        baselineMean: anomaly.baseline.mean,
        baselineStd: anomaly.baseline.std,
      });
      change.sensors.add(anomaly.sensor);
    }
  }
}
