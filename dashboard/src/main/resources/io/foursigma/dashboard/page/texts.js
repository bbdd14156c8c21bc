// SPDX-License-Identifier: Apache-2.0
import { apart, brief, clock, count, moment, preciseClock, sigmaText, span } from "./format.js";

/** Every text of the page, in English. Elements of index.html name theirs with data-text, data-label and data-hint. */
export const TEXT = {
  title: "Foursigma",
  skip: "Skip to the content",
  navigation: "Views",
  sensors: "Sensors",
  anomalies: "Anomalies",
  episodes: "Episodes",
  groups: "Groups",
  health: "Health",
  totals: "Totals",
  totalSensors: "sensors",
  totalReadings: "readings",
  utc: "UTC",
  utcHint: "Times in UTC, or in your time zone",
  filter: "Filter sensors",
  filterHint: "Parts of a name, in any order",
  cards: "Charts",
  table: "Table",
  layout: "How to show the sensors",
  states: "Show the sensors of a state only",
  legend: "How to read the charts",
  legendValue: "value",
  legendMean: "running mean",
  legendBaseline: "baseline mean",
  legendBand: "band of the baseline",
  legendAnomaly: "anomaly",
  legendRange: "least to greatest",
  legendWindow: "window mean",
  groupPath: "Where this group lies",
  allGroups: "All sensors",
  groupColumn: "Group",
  sensorsColumn: "Sensors",
  rangeColumn: "Least … greatest",
  unitColumn: "Unit",
  summary: "All readings of these sensors at once, by unit",
  noUnit: "no unit set",
  noGroup: "There is no such group: no sensor has such a name.",
  noGroups: "No group lies in it: these sensors' names have no further parts.",
  mixedUnitsHint: "These sensors have several units: values of different units are never merged.",
  noUnitHint: "Where no unit is set, values may well be of different kinds.",
  numbersAreOld: "The store of latest values is away: these numbers are old.",
  inGroup: "In",
  leaveGroup: "Show all",
  noSensors: "No sensor has sent a reading yet.",
  noMatch: "No sensor is like that.",
  newestFirst: "newest first",
  noAnomalies: "None so far.",
  older: "Show older",
  olderFailed: "They cannot be read now. Try again",
  ledger: "Ledger",
  ledgerUnknown: "not read yet",
  httpInterface: "HTTP interface",
  sensorColumn: "Sensor",
  stateColumn: "State",
  valueColumn: "Value",
  meanColumn: "Mean ± std",
  countColumn: "Readings",
  timeColumn: "Last at",
  mean: "mean",
  readings: "readings",
  min: "min",
  max: "max",
  lastAt: "last at",
  noVerdict: "no verdict yet",
  back: "All sensors",
  live: "Live",
  earlier: "Earlier",
  later: "Later",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  ranges: "Time range",
  chartKeys: "Drag to zoom, arrow keys to move, + and − to zoom, Escape for live",
  numbers: "Numbers",
  valuesTable: "Values as a table",
  valuesHint: "The newest values that the chart shows",
  unknownSensor: "No reading of this sensor has come.",
  std: "std (of all, n)",
  sampleStd: "std (of a sample, n − 1)",
  lastWindow: "last window",
  lateness: "behind its time",
  interval: "mean interval",
  source: "source",
  time: "Time",
  value: "Value",
  verdict: "Verdict",
  baseline: "Baseline",
  windowMean: "window mean",
  runningMean: "running mean",
  range: "range",
  sensorFilter: "Sensor",
  fromFilter: "From",
  toFilter: "To",
  sigmasFilter: "At least σ",
  apply: "Apply",
  clear: "Clear",
  download: "Download as CSV",
  noEpisodesFound: "No episode is like that.",
  noEpisode: "There is no such episode.",
  allEpisodes: "All episodes",
  showEpisode: "Show its episode",
  showAnomalies: "Show its anomalies",
  episodeHint: "Anomalies of one sensor without a quiet gap between them: one alarm.",
  stateFilter: "State",
  anyState: "open and closed",
  openState: "open",
  closedState: "closed",
  episodeFilter: "Episode",
  noAnomaliesFound: "No anomaly is like that.",
  cannotRead: "This cannot be read now.",
  tryAgain: "Try again",
  why: "Why this is an anomaly",
  picture: "Picture",
  recompute: "Recompute from Kafka",
  recomputing: "Reading Kafka again…",
  stored: "Stored",
  recomputed: "Recomputed",
  field: "Field",
  allAnomalies: "All anomalies",
  noAnomaly: "There is no such anomaly.",
  showSensor: "Show the sensor at that time",
  component: "Component",
  since: "Since",
  reason: "Reason",
  components: "Components",
  flow: "Flow",
  partitions: "Partitions",
  partition: "Partition",
  read: "Read",
  applied: "Applied",
  deadLettered: "Dead letters",
  late: "Late",
  replayed: "Replayed",
  lost: "Lost",
  lag: "Lag",
  balance: "Balance",
  balanced: "balanced",
  unbalanced: "does not balance",
  settling: "on their way",
  rate: "readings applied per second",
  totalLag: "readings waiting in Kafka",
  latency: "event to page, half of the values within",
  latency99: "event to page, 99 % of the values within",
  latencyNote: "Of the values that this page has shown of late, by the relay's clock: from the event's own time until the page has taken the value.",
  unknown: "not known",
  signInTitle: "Sign in to Foursigma",
  signIn: "Sign in",
  signOut: "Sign out",
  signInOff: "Sign-in is off",
  signInOffHint: "Anyone who reaches this address can read, acknowledge and set limits",
  name: "Name",
  password: "Password",
  wrongPassword: "The name or the password is wrong.",
  acknowledge: "Acknowledge",
  notAcknowledged: "Nobody has acknowledged it.",
  takeBack: "Take back",
  note: "Note",
  cannotReach: "The relay cannot be reached. Try again.",
  fields: {
    value: "value",
    sigmas: "standard deviations from the mean",
    constant: "no number: the baseline is constant",
    bounds: "normal from … to",
    mean: "mean of the baseline",
    std: "standard deviation of the baseline",
    count: "readings of the baseline",
    baseline: "baseline window",
    rule: "rule",
    time: "event",
    received: "received",
    judged: "judged",
    position: "position in Kafka",
    ruleOf: ({ sigmas, minCount, minStd }) =>
      `more than ${sigmas} σ from the mean of at least ${minCount} readings${minStd > 0 ? `, σ at least ${minStd}` : ""}`,
    positionOf: ({ topicId, partition, offset, index }) =>
      `topic ${topicId}, partition ${partition}, offset ${offset}${index > 0 ? `, reading ${index} of the record` : ""}`,
  },
};

export const STATES = {
  alarm: "alarm",
  anomalous: "anomalous",
  warn: "warning",
  stale: "stale",
  late: "late",
  quiet: "quiet",
  learning: "learning",
  normal: "normal",
};

export const CONNECTION = {
  connecting: "connecting",
  connected: "live",
  reconnecting: "reconnecting \u2013 values are old",
  stale: "stale \u2013 the store of latest values is away",
};

export const COMPONENTS = { redis: "Redis", elasticsearch: "Elasticsearch", cassandra: "Cassandra", kafka: "Kafka", topology: "Topology" };

const CONSEQUENCES = {
  elasticsearch: "anomalies that were not announced are missing",
  cassandra: "the ledger cannot be read",
  kafka: "lag is not known",
};

const age = (valuesAt, now) => (valuesAt === null ? "no values have come yet" : `values are from ${moment(valuesAt, now)}`);

export const SENTENCES = {
  chartOf: (name, value, mean, std, verdict) =>
    `Chart of ${name}: value ${value}, running mean ${mean}, standard deviation ${std}, ${verdict}`,

  stateCount: (state, number) => `${STATES[state]} ${count(number)}`,

  groupSensors: (number) => (number === 1 ? "Show its sensor" : `Show its ${count(number)} sensors`),
  showSensors: (number, prefix) => `${count(number)}: show the sensors of ${prefix}`,
  insideGroup: (prefix) => `Groups in ${prefix}`,
  mixedUnits: (units) => `different units: ${units.join(", ")}`,
  groupsCut: (most) => `Only the first ${count(most)} groups are shown.`,

  storeAway: (name, since, valuesAt, now) =>
    name === "topology"
      ? `The topology stands still since ${moment(since, now)}; readings wait in Kafka.`
      : `${COMPONENTS[name] ?? name} away since ${moment(since, now)}; ${name === "redis" ? age(valuesAt, now) : (CONSEQUENCES[name] ?? "what it holds is missing")}.`,

  relayAway: (since, valuesAt, now) =>
    `The relay cannot be reached since ${moment(since, now)}; ${age(valuesAt, now)}.`,

  /** Why an anomaly is one, from nothing but what its document holds. */
  explanation(anomaly) {
    const { value, sigmas, baseline } = anomaly;
    const side = value > baseline.mean ? "above" : "below";
    const from = `from ${preciseClock(baseline.start)} to ${preciseClock(baseline.end)}`;
    if (sigmas === null) {
      const reference =
        baseline.std === 0
          ? `the one value that all ${count(baseline.count)} readings ${from} had`
          : `the mean of ${count(baseline.count)} values ${from}, by more standard deviations than a number can hold`;
      return `${apart(value, baseline.mean)} is ${side} ${brief(baseline.mean)}, ${reference}.`;
    }
    return `${apart(value, baseline.mean)} is ${sigmaText(anomaly)} standard deviations ${side} ${brief(baseline.mean)}, the mean of ${count(baseline.count)} values ${from}.`;
  },

  bounds: (low, high, rule) =>
    `A value from ${brief(low)} to ${brief(high)} would have been normal: ${brief(rule.sigmas)} standard deviations around the mean.`,

  recomputed: {
    agrees: "Kafka still holds these readings, and computing it again gives the same numbers, to the last digit.",
    differs: "Computing it again from Kafka gives other numbers than those that are stored.",
    gone: "Kafka no longer holds the readings that this needs.",
    unfinished: "It could not be computed again in full.",
  },

  account: (name, role) => `${name} (${role})`,
  tooManyAttempts: (seconds) => `Too many attempts. Try again in ${seconds} s.`,
  answered: (status) => `The relay answers ${status}.`,

  acknowledged: (by, at, now, note) => `Acknowledged by ${by} at ${moment(at, now)}${note ? `: ${note}` : "."}`,

  behind: (millis) => `${span(millis)} behind`,

  source: {
    live: () => "Live: the values as they come, merged over 50 ms.",
    windows: (interval, windows) =>
      `Windows from Elasticsearch: ${count(windows)} of them, in steps of ${span(interval)}; least and greatest value of each are kept.`,
    raw: (readings) => `Raw readings from Kafka: ${count(readings)} of them.`,
    both: (readings, since, now) =>
      `Raw readings from Kafka since ${moment(since, now)} (${count(readings)}), windows from Elasticsearch before.`,
    none: () => "Nothing is stored of this time.",
    failed: () => "The past cannot be read now.",
  },

  windowOf: (mean, std, number, end) => `${mean} ± ${std} of ${count(number)}, until ${preciseClock(end)}`,
  place: (partition, offset) => `partition ${partition}, offset ${count(offset)}`,
  crosshair: (time, parts) => `${preciseClock(time)}  ${parts.join("  ")}`,
  picture: (anomaly) =>
    `A line of values: the mean ${brief(anomaly.baseline.mean)} in the middle, the normal span around it, and the value ${brief(anomaly.value)} outside.`,
  shown: (from, to, now) => `${moment(from, now)} to ${moment(to, now)}`,
  found: (number, more) => `${count(number)}${more ? " and more" : ""} found`,
};

/** What is told of episodes. */
export const EPISODE = {
  states: { open: "open", quiet: "quiet", closed: "closed" },

  open: (number) => (number === 1 ? "1 open episode" : `${count(number)} open episodes`),

  sentence({ count: anomalies, peakSigmas, reopened }, length) {
    const many = anomalies === 1 ? "One anomaly" : `${count(anomalies)} anomalies in ${length}`;
    const far = peakSigmas === null ? "farther than any number of σ" : `${anomalies === 1 ? "" : "at most "}${brief(peakSigmas)} σ away`;
    const again = reopened === 0 ? "" : `, opened again ${reopened === 1 ? "once" : `${count(reopened)} times`}`;
    return `${many}, ${far}${again}.`;
  },

  fields: {
    state: "state",
    first: "first anomaly",
    last: "last anomaly",
    count: "anomalies",
    peak: "greatest distance in standard deviations",
    quiet: "quiet length",
    closes: "closes when the sensor has passed",
    closed: "closed at",
    reopened: "times opened again",
    revision: "revision",
  },
};

/** The form of a sensor's unit and limits. */
export const POLICY = {
  legend: "Unit and limits",
  labels: {
    unit: "Unit",
    alarmLow: "Alarm at or below",
    warnLow: "Warning at or below",
    warnHigh: "Warning at or above",
    alarmHigh: "Alarm at or above",
  },
  save: "Save",
  remove: "Remove",
  saving: "Saving…",
  saved: "Saved.",
  removed: "Removed.",
  marked: "Not saved: see the fields that are marked.",
  unitTooLong: "Give 32 characters at most.",
  noNumber: "Give a number, or leave it empty.",
  faster: "Not saved: somebody else was faster. These are the newer values.",
  noAnswer: (failure) => `Not saved: the relay does not answer (${failure}).`,
  refused: (detail) => `Not saved: ${detail}`,
  aboveLowWarning: "Must not lie above the low warning.",
  belowHighWarning: "Must not lie below the high warning.",
  belowLowSide: "Must lie above the limits of the low side.",
};

/** The sentences of the ledger. */
export const LEDGER = {
  title: "The ledger does not balance.",
  unreadable: "state cannot be read",
  unreachable: "relay cannot be reached",
  unbalanced: "does not balance",
  nothing: "nothing read yet",
  balanced: "every reading accounted for",
  settling: "readings on their way",

  partition(line) {
    const missing = line.read - line.applied - line.deadLettered;
    const verdict = missing > 0 ? `${count(missing)} missing` : `${count(-missing)} too many`;
    return `Partition ${line.partition}: ${count(line.read)} read, but ${count(line.applied)} applied + ${count(line.deadLettered)} dead letters: ${verdict}.`;
  },

  bucket: (bucket) =>
    `Bucket ${bucket.bucket}: its sensors count ${count(bucket.counted)} readings, but ${count(bucket.applied)} were applied.`,

  equation: ({ total, refusedDocuments }) =>
    [
      `${count(total.read)} read ${total.settled ? "=" : "\u2192"} ${count(total.applied)} applied + ${count(total.deadLettered)} dead letters`,
      `${count(total.late)} late`,
      `${count(total.replayed)} replayed`,
      ...(total.lost > 0 ? [`${count(total.lost)} lost to retention`] : []),
      ...(total.gone > 0 ? [`${count(total.gone)} about to be lost`] : []),
      ...(refusedDocuments?.count > 0 ? [`${count(refusedDocuments.count)} documents refused`] : []),
      ...(total.lag === null ? [] : [`lag ${count(total.lag)}`]),
    ].join(" \u00b7 "),
};

/** Puts the texts into the elements that name them. */
export function fillTexts(root) {
  root.querySelectorAll("[data-text]").forEach((element) => (element.textContent = TEXT[element.dataset.text]));
  root.querySelectorAll("[data-label]").forEach((element) => element.setAttribute("aria-label", TEXT[element.dataset.label]));
  root.querySelectorAll("[data-hint]").forEach((element) => {
    if (element.tagName === "INPUT") {
      element.placeholder = TEXT[element.dataset.hint];
    } else {
      element.title = TEXT[element.dataset.hint];
    }
  });
}
