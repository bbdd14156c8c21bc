// SPDX-License-Identifier: Apache-2.0
import { DetailChart } from "./detail-chart.js";
import { element, row, say } from "./dom.js";
import { brief, count, decimalsFor, moment, number, preciseClock, span } from "./format.js";
import { policyForm } from "./policy-form.js";
import { href, replaceRoute, sensorHref } from "./route.js";
import { liveRows, readPast } from "./sensor-data.js";
import { StateBadge } from "./state-badge.js";
import { SENTENCES, TEXT } from "./texts.js";

const SPANS = [60_000, 5 * 60_000, 3_600_000, 86_400_000, 7 * 86_400_000];
const SHORTEST_MILLIS = 1_000;
const LONGEST_MILLIS = 10 * 365 * 86_400_000;
/** Of a span that moves with time, what is stored is read again this often. */
const REREAD_MILLIS = 2_000;
const TABLE_ROWS = 50;

/** One sensor: its course live and in the past, and its numbers. */
export class SensorView {
  #parts;
  #model;
  #connection;
  #badge = new StateBadge();
  #chart = null;
  #name = "";
  #span = SPANS[0];
  /** The end of the span; null where it moves with time. */
  #to = null;
  #past = null;
  #failed = false;
  #reading = null;
  #rereads = 0;
  #frame = 0;

  constructor(parts, model, connection) {
    this.#parts = parts;
    this.#model = model;
    this.#connection = connection;
    parts.badge.append(this.#badge.element);
    SPANS.forEach((millis) => this.#addSpan(millis));
    parts.live.addEventListener("click", () => this.#move(this.#span, this.#to === null ? this.#now() : null));
    parts.earlier.addEventListener("click", () => this.#pan(-0.5));
    parts.later.addEventListener("click", () => this.#pan(0.5));
    parts.zoomIn.addEventListener("click", () => this.#zoom(0.5));
    parts.zoomOut.addEventListener("click", () => this.#zoom(2));
    parts.figure.addEventListener("dblclick", () => this.#zoom(2));
    parts.figure.addEventListener("keydown", (event) => this.#key(event));
    parts.table.addEventListener("toggle", () => this.#showTable());
  }

  enter(name, query) {
    this.#name = name;
    const from = Number(query.get("from"));
    const to = Number(query.get("to"));
    const fixed = query.has("from") && query.has("to") && to - from >= SHORTEST_MILLIS;
    this.#to = fixed ? to : null;
    this.#span = fixed ? to - from : Number(query.get("span")) || SPANS[0];
    this.#past = null;
    this.#connection.subscribe([name]);
    this.#model.forgetPointsBut(new Set([name]));
    this.#parts.title.textContent = name;
    this.#parts.anomalies.href = href("anomalies", "", { sensor: name });
    this.#chart ??= new DetailChart(
      this.#parts.figure,
      (selectedFrom, selectedTo) => this.#move(Math.max(SHORTEST_MILLIS, selectedTo - selectedFrom), selectedTo),
      (point) => this.#showPoint(point),
    );
    this.#showRange();
    this.#showForm();
    this.#read();
    this.#drawSoon();
  }

  leave() {
    this.#reading?.abort();
    clearTimeout(this.#rereads);
    this.#chart?.destroy();
    this.#chart = null;
    this.#name = "";
  }

  update(names) {
    if (this.#chart && [...names].includes(this.#name)) {
      this.#drawSoon();
    }
  }

  /** Texts, times or limits have changed. */
  redraw() {
    if (this.#chart) {
      this.#showRange();
      this.#showForm();
      this.#drawSoon();
    }
  }

  #now() {
    return this.#model.sensors.get(this.#name)?.time || this.#model.now();
  }

  /** The span that is shown: up to the newest reading, or to where the reader has stopped it. */
  #range() {
    const to = this.#to ?? this.#now();
    return [to - this.#span, to];
  }

  #move(millis, to) {
    this.#span = Math.min(LONGEST_MILLIS, Math.max(SHORTEST_MILLIS, Math.round(millis)));
    this.#to = to === null ? null : Math.round(to);
    const [from, end] = this.#range();
    replaceRoute(sensorHref(this.#name, this.#to === null ? { span: this.#span } : { from, to: end }));
    this.#showRange();
    this.#read();
    this.#drawSoon();
  }

  #pan(share) {
    const to = this.#range()[1] + share * this.#span;
    this.#move(this.#span, to >= this.#now() ? null : to);
  }

  #zoom(factor) {
    const [from, to] = this.#range();
    const middle = (from + to) / 2;
    const half = (factor * this.#span) / 2;
    this.#move(2 * half, this.#to === null || middle + half >= this.#now() ? null : middle + half);
  }

  #key(event) {
    const act = {
      ArrowLeft: () => this.#pan(-0.25),
      ArrowRight: () => this.#pan(0.25),
      "+": () => this.#zoom(0.5),
      "-": () => this.#zoom(2),
      Escape: () => this.#move(this.#span, null),
    }[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  }

  async #read() {
    this.#reading?.abort();
    clearTimeout(this.#rereads);
    this.#reading = new AbortController();
    const { signal } = this.#reading;
    const [from, to] = this.#range();
    try {
      this.#past = await readPast(
        this.#name,
        from,
        to + 1,
        { rule: this.#model.rule, width: this.#parts.figure.clientWidth, moves: this.#to === null },
        signal,
      );
      this.#failed = false;
    } catch (failure) {
      if (signal.aborted) {
        return;
      }
      this.#failed = true;
    }
    if (this.#to === null && !signal.aborted) {
      this.#rereads = setTimeout(() => this.#read(), REREAD_MILLIS);
    }
    this.#drawSoon();
  }

  #drawSoon() {
    this.#frame ||= requestAnimationFrame(() => this.#draw());
  }

  #draw() {
    this.#frame = 0;
    const sensor = this.#model.sensors.get(this.#name);
    this.#parts.unknown.hidden = sensor !== undefined;
    if (!this.#chart || !sensor) {
      return;
    }
    const [from, to] = this.#range();
    this.#showRange();
    const points = sensor.points.filter((point) => point.time >= from && point.time <= to);
    const windows = this.#past?.windows ?? [];
    const readings = this.#past?.readings ?? [];
    const live = readings.length > 0 ? [] : liveRows(points, this.#model.rule);
    // Points that come live bring their baselines with them.
    const baselines = live.length > 0 ? [] : (this.#past?.baselines ?? []);
    this.#chart.draw([from, to], [windows, baselines, readings, live, this.#past?.anomalies ?? []]);
    say(this.#parts.source, this.#source(live, readings));
    this.#showNumbers(sensor);
    this.#showTable();
  }

  #source(live, readings) {
    const { source } = SENTENCES;
    const now = this.#model.now();
    const sentences = [];
    if (live.length > 0) {
      sentences.push(source.live());
    }
    if (readings.length > 0) {
      const { raw } = this.#past;
      sentences.push(
        raw.complete ? source.raw(readings.length) : source.both(readings.length, readings[0].time, now),
      );
    }
    if (this.#past?.course.windows > 0) {
      sentences.push(source.windows(this.#past.course.interval, this.#past.course.windows));
    }
    if (this.#failed) {
      sentences.push(source.failed());
    }
    return sentences.length > 0 ? sentences.join(" ") : source.none();
  }

  #showRange() {
    const [from, to] = this.#range();
    this.#parts.live.setAttribute("aria-pressed", String(this.#to === null));
    this.#parts.spans.querySelectorAll("button").forEach((button) =>
      button.setAttribute("aria-pressed", String(this.#to === null && Number(button.value) === this.#span)),
    );
    say(this.#parts.range, SENTENCES.shown(from, to, this.#model.now()));
    this.#parts.figure.dataset.from = from;
    this.#parts.figure.dataset.to = to;
  }

  #showNumbers(sensor) {
    const { reading, stats } = sensor;
    const now = this.#model.now();
    const unit = this.#model.policies.get(sensor.name)?.unit ?? "";
    const decimals = decimalsFor(sensor.std ?? 0, sensor.value ?? 0);
    const figure = (value) => (typeof value === "number" ? `${number(value, decimals)} ${unit}`.trim() : "\u2013");
    const window = reading?.baseline;
    this.#badge.show(sensor.state);
    this.#parts.figure.setAttribute(
      "aria-label",
      SENTENCES.chartOf(sensor.name, figure(sensor.value), figure(sensor.mean), figure(sensor.std), sensor.verdict ?? TEXT.noVerdict),
    );
    const shown = {
      value: [sensor.value, figure(sensor.value)],
      count: [sensor.count, count(sensor.count)],
      mean: [sensor.mean, figure(sensor.mean)],
      std: [sensor.std, figure(sensor.std)],
      sampleStd: [stats?.sampleStd, figure(stats?.sampleStd)],
      min: [stats?.min, figure(stats?.min)],
      max: [stats?.max, figure(stats?.max)],
      window: [
        window?.mean,
        window ? SENTENCES.windowOf(figure(window.mean), figure(window.std), window.count, window.end) : "\u2013",
      ],
      time: [sensor.time, moment(sensor.time, now)],
      lateness: [sensor.heard - sensor.time, SENTENCES.behind(Math.max(0, sensor.heard - sensor.time))],
      interval: [sensor.interval, sensor.interval === null ? "\u2013" : span(sensor.interval)],
      source: [reading?.offset, reading ? SENTENCES.place(reading.partition, reading.offset) : "\u2013"],
    };
    Object.entries(shown).forEach(([name, [value, text]]) => {
      const field = this.#parts.numbers.querySelector(`[data-field=${name}]`);
      field.dataset.value = value;
      field.title = typeof value === "number" ? String(value) : "";
      say(field, text);
    });
  }

  #showPoint(point) {
    const parts = [];
    const add = (label, value) => {
      if (typeof value === "number") {
        parts.push(`${label} ${value}`);
      }
    };
    if (point) {
      add(TEXT.value, point.value ?? point.anomaly);
      add(TEXT.legendBaseline, point.baseline);
      add(TEXT.windowMean, point.windowMean);
      add(TEXT.runningMean, point.mean);
      if (typeof point.least === "number") {
        parts.push(`${TEXT.range} ${point.least} \u2026 ${point.greatest}`);
      }
    }
    say(this.#parts.crosshair, point ? SENTENCES.crosshair(point.time, parts) : "\u00a0");
  }

  /** The same values for whoever cannot see a chart; made only while it is open. */
  #showTable() {
    const sensor = this.#model.sensors.get(this.#name);
    if (!this.#parts.table.open || !sensor) {
      return;
    }
    const rows = sensor.points
      .slice(-TABLE_ROWS)
      .reverse()
      .map((point) =>
        row("td", preciseClock(point.time), String(point.value), point.verdict, point.baselineMean === null ? "\u2013" : brief(point.baselineMean)),
      );
    this.#parts.table.querySelector("tbody").replaceChildren(...rows);
  }

  /** Limits have changed: the form shows them, unless somebody is just filling it in. */
  policiesChanged() {
    if (this.#chart && !this.#parts.policy.contains(document.activeElement)) {
      this.#showForm();
    }
  }

  #showForm() {
    policyForm(this.#parts.policy, this.#name, this.#model.policies.get(this.#name) ?? null, { canEdit: this.#model.canEdit });
  }

  #addSpan(millis) {
    const button = element("button", "choice", span(millis));
    button.type = "button";
    button.value = String(millis);
    button.addEventListener("click", () => this.#move(millis, null));
    this.#parts.spans.append(button);
  }
}
