// SPDX-License-Identifier: Apache-2.0
import { ALERT_MILLIS } from "./attention.js";

/** What the page knows. No DOM in here. */

const SHOWN_MILLIS = 60_000;
const FEWEST_POINTS = 120;
const MOST_POINTS = 1_200;
const FEWEST_ANOMALIES = 100;
const MOST_ANOMALIES = 2_000;
const MOST_EPISODES = 2_000;

/** A point as the protocol sends it: an array in this order. */
const toPoint = ([time, partition, offset, value, verdict, mean, baselineMean, baselineStd]) => ({
  time, partition, offset, value, verdict, mean, baselineMean, baselineStd,
});

const order = (a, b) => a.time - b.time || a.partition - b.partition || a.offset - b.offset;

/** The order of anomalies. */
export const newestFirst = (a, b) => b.time - a.time || (a.id < b.id ? -1 : 1);

export class Sensor {
  constructor(name) {
    this.name = name;
    this.reading = null;
    this.stats = null;
    this.points = [];
    /** Newest reading, running statistics and rhythm in brief, which are there for every sensor. */
    this.time = 0;
    this.value = null;
    this.verdict = null;
    this.count = 0;
    this.mean = null;
    this.std = null;
    this.heard = 0;
    this.interval = null;
    /** Until when its last anomaly keeps it at the front, by the relay's clock. */
    this.alertUntil = 0;
    /** What the overview has found out: see attention.js. */
    this.state = "learning";
  }

  /** Takes its values in brief; those that are older than what is known change nothing. */
  takeBrief([, time, value, verdict, count, mean, std, heard, interval]) {
    if (count < this.count || heard < this.heard) {
      return;
    }
    Object.assign(this, { time, value, verdict: verdict ?? this.verdict, count, mean, std, heard, interval });
  }

  /** What comes next counts even if it is behind what is known: the state of the topology may have begun anew. */
  expectAnything() {
    this.count = 0;
    this.heard = 0;
  }

  takeFull({ reading, stats, heard, interval, points }) {
    this.reading = reading;
    this.stats = stats;
    const late = stats && (!reading || stats.lastTime > reading.time);
    this.takeBrief([
      this.name,
      late ? stats.lastTime : reading.time,
      late ? stats.lastValue : reading.value,
      reading?.verdict,
      stats?.count ?? 0,
      stats?.mean ?? null,
      stats?.std ?? null,
      heard,
      interval,
    ]);
    points.forEach((point) => this.add(toPoint(point)));
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
  #known = new Set();

  constructor() {
    this.sensors = new Map();
    this.anomalies = [];
    /** How many are kept: more where the reader has asked for older ones, which newer ones must not push out. */
    this.keptAnomalies = FEWEST_ANOMALIES;
    /** Episodes by their ids, each at its last revision. */
    this.episodes = new Map();
    /** Who has seen which episode, by its id. */
    this.episodeAcknowledgements = new Map();
    /** Limits and units that people have set, by sensor. */
    this.policies = new Map();
    /** Who has seen which anomaly, by its id. */
    this.acknowledgements = new Map();
    /** Whether the reader may change limits and acknowledge. */
    this.canEdit = true;
    this.rule = { sigmas: 4, minCount: 8, minStd: 0 };
    this.health = null;
    /** When the newest values came, by the relay's clock, epoch milliseconds; null before the first. */
    this.valuesAt = null;
    /** The greatest time of judging of an anomaly or an episode: what to ask for after a lost connection; null before the first. */
    this.judgedUpTo = null;
    /** What the relay's clock is ahead of this one, in milliseconds. */
    this.clockAhead = 0;
  }

  /** The relay's clock, epoch milliseconds. */
  now() {
    return Date.now() + this.clockAhead;
  }

  /**
   * Takes a message.
   *
   * @returns {{sensors: Set<string>, removed: string[], anomalies: object[], episodes: object[]}} what has changed
   */
  take(message) {
    const change = { sensors: new Set(), removed: [], anomalies: [], episodes: [] };
    this.clockAhead = message.time - Date.now();
    if (message.type === "snapshot") {
      this.rule = message.rule;
      this.policies.clear();
      this.#removeMissing(message.overview, change);
      this.sensors.forEach((sensor) => sensor.expectAnything());
    }
    this.health = message.health ?? this.health;
    if ((message.sensors ?? message.overview)?.length > 0 && !this.stale()) {
      this.valuesAt = message.time;
    }
    if (message.anomalies) {
      this.takeAcknowledgements(message);
    }
    message.episodes?.forEach(({ id }) => this.episodeAcknowledgements.delete(id));
    this.#takePolicies(message);
    for (const brief of message.overview ?? []) {
      this.#sensor(brief[0]).takeBrief(brief);
      change.sensors.add(brief[0]);
    }
    for (const update of message.sensors ?? []) {
      this.#sensor(update.sensor).takeFull(update);
      change.sensors.add(update.sensor);
    }
    for (const anomaly of message.anomalies ?? []) {
      this.#takeAnomaly(anomaly, change);
    }
    for (const episode of message.episodes ?? []) {
      this.#takeEpisode(episode, change);
    }
    this.judgedUpTo ??= message.time;
    if (message.type === "anomalies") {
      change.anomalies.forEach((anomaly) => this.#alert(anomaly.sensor));
    }
    return change;
  }

  /** Takes who has seen which of these anomalies; the others nobody has. */
  takeAcknowledgements({ anomalies, acknowledgements }) {
    anomalies.forEach(({ id }) => this.acknowledgements.delete(id));
    acknowledgements.forEach((each) => this.acknowledgements.set(each.anomaly, each));
  }

  /** Takes episodes that the reader has asked for, and who has seen them. */
  takeEpisodePage({ episodes, acknowledgements }) {
    episodes.forEach(({ id }) => this.episodeAcknowledgements.delete(id));
    acknowledgements.forEach((each) => this.episodeAcknowledgements.set(each.episode, each));
  }

  /** How many episodes are open. */
  openEpisodes() {
    let open = 0;
    for (const { state } of this.episodes.values()) {
      open += state === "open" ? 1 : 0;
    }
    return open;
  }

  /** Takes a page of anomalies that the reader has asked for. @returns {number} how many of them are new */
  takeOlder(page) {
    const { anomalies } = page;
    this.takeAcknowledgements(page);
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

  /** Forgets the points of all sensors but those: whoever is subscribed to again comes with all of them. */
  forgetPointsBut(names) {
    for (const sensor of this.sensors.values()) {
      if (sensor.points.length > 0 && !names.has(sensor.name)) {
        sensor.points = [];
      }
    }
  }

  readings() {
    let sum = 0;
    for (const sensor of this.sensors.values()) {
      sum += sensor.count;
    }
    return sum;
  }

  /** The stores that do not answer. */
  storesAway() {
    return (this.health?.components ?? []).filter((component) => component.status !== "up");
  }

  /** Whether the values on the page can be old because the store of latest values is away. */
  stale() {
    return this.storesAway().some(({ name }) => name === "redis");
  }

  #takePolicies(message) {
    const { policies, removed, acknowledgements, unacknowledged } = message;
    policies?.forEach((policy) => this.policies.set(policy.sensor, policy));
    removed?.forEach((sensor) => this.policies.delete(sensor));
    acknowledgements?.forEach((each) => this.acknowledgements.set(each.anomaly, each));
    unacknowledged?.forEach((id) => this.acknowledgements.delete(id));
    message.episodeAcknowledgements?.forEach((each) => this.episodeAcknowledgements.set(each.episode, each));
    message.unacknowledgedEpisodes?.forEach((id) => this.episodeAcknowledgements.delete(id));
  }

  #alert(name) {
    const sensor = this.sensors.get(name);
    if (sensor) {
      sensor.alertUntil = this.now() + ALERT_MILLIS;
    }
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
    const names = new Set(present.map(([name]) => name));
    for (const name of names.size === 0 ? [] : [...this.sensors.keys()]) {
      if (!names.has(name)) {
        this.sensors.delete(name);
        change.removed.push(name);
      }
    }
  }

  #takeAnomaly(anomaly, change) {
    this.judgedUpTo = Math.max(this.judgedUpTo ?? 0, anomaly.judged);
    if (this.#known.has(anomaly.id)) {
      return;
    }
    this.#insert(anomaly);
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

  #takeEpisode(episode, change) {
    this.judgedUpTo = Math.max(this.judgedUpTo ?? 0, episode.judged);
    if ((this.episodes.get(episode.id)?.revision ?? 0) >= episode.revision) {
      return;
    }
    // At the end, as the one that has changed last.
    this.episodes.delete(episode.id);
    this.episodes.set(episode.id, episode);
    change.episodes.push(episode);
    if (this.episodes.size > MOST_EPISODES) {
      const all = [...this.episodes.values()];
      this.episodes.delete((all.find(({ state }) => state === "closed") ?? all[0]).id);
    }
  }

  /** Keeps the newest ones, by event time. */
  #insert(anomaly) {
    const at = this.anomalies.findIndex((each) => newestFirst(anomaly, each) < 0);
    this.anomalies.splice(at < 0 ? this.anomalies.length : at, 0, anomaly);
    this.#known.add(anomaly.id);
    while (this.anomalies.length > this.keptAnomalies) {
      this.#known.delete(this.anomalies.pop().id);
    }
  }
}
