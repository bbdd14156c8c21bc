// SPDX-License-Identifier: Apache-2.0
import { Chart } from "./chart.js";
import { count, decimalsFor, moment, number } from "./format.js";

const ALERT_MILLIS = 10_000;
const SVG = "http://www.w3.org/2000/svg";
const ICONS = {
  learning: "M8 4.5V8l2.2 1.6M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z",
  normal: "M3 8.5 6.5 12 13 4.5",
  anomalous: "M8 2.5 14.2 13.5H1.8ZM8 6.8v3M8 11.9v.1",
};

/** A sensor's card. It is filled and drawn only while it is seen. */
export class Card {
  #sensor;
  #fields = {};
  #verdict;
  #icon;
  #figure;
  #chart = null;
  #alertUntil = 0;

  constructor(sensor) {
    this.#sensor = sensor;
    this.element = this.#build(sensor.name);
  }

  /** Remembers an anomaly: the card stands out for some seconds. */
  alert(nowMillis) {
    this.#alertUntil = nowMillis + ALERT_MILLIS;
  }

  draw(rule, nowMillis) {
    const { reading, stats, points } = this.#sensor;
    this.element.classList.toggle("alert", nowMillis < this.#alertUntil);
    if (reading) {
      this.#showVerdict(reading.verdict);
    }
    const value = newestValue(reading, stats);
    const decimals = decimalsFor(stats?.std ?? 0, value?.value ?? 0);
    if (value) {
      this.#show("value", value.value, number(value.value, decimals));
      this.#show("time", value.time, moment(value.time, nowMillis));
    }
    if (stats) {
      for (const name of ["mean", "std", "min", "max"]) {
        this.#show(name, stats[name], number(stats[name], decimals));
      }
      this.#show("count", stats.count, count(stats.count));
    }
    this.#drawChart(points, rule);
    this.#figure.setAttribute("aria-label", this.#description(reading));
  }

  /** Gives up the chart, which is made anew when the card is seen again. */
  forgetChart() {
    this.#chart?.destroy();
    this.#chart = null;
  }

  #drawChart(points, rule) {
    if (points.length === 0) {
      return;
    }
    this.#chart ??= new Chart(this.#figure, points, rule);
    this.#chart.draw(points, rule);
  }

  #show(name, value, text) {
    const field = this.#fields[name];
    if (field.dataset.value !== String(value) || field.textContent !== text) {
      field.dataset.value = value;
      field.title = name === "time" ? new Date(value).toISOString() : String(value);
      field.textContent = text;
    }
  }

  #showVerdict(verdict) {
    if (this.#verdict.dataset.verdict !== verdict) {
      this.#verdict.dataset.verdict = verdict;
      this.#icon.setAttribute("d", ICONS[verdict]);
      this.#fields.verdict.textContent = verdict;
    }
  }

  #description(reading) {
    const text = (name) => this.#fields[name].textContent;
    return `Chart of ${this.#sensor.name}: value ${text("value")}, running mean ${text("mean")}, standard deviation ${text("std")}, ${reading?.verdict ?? "no verdict yet"}`;
  }

  #build(name) {
    const card = element("article", "card");
    card.dataset.sensor = name;
    card.setAttribute("aria-label", name);

    const head = element("div", "card-head");
    const title = element("h3", "", name);
    title.title = name;
    head.append(title, this.#buildVerdict());

    const figures = element("div", "figures");
    const running = element("p", "running", "mean ");
    running.append(this.#field("b", "mean"), " ± ", this.#field("b", "std"));
    figures.append(this.#field("p", "value", "value"), running);

    this.#figure = element("figure", "chart");
    this.#figure.setAttribute("role", "img");

    const details = element("dl", "details");
    for (const [field, label] of [["count", "readings"], ["min", "min"], ["max", "max"], ["time", "last at"]]) {
      const pair = element("div", "");
      pair.append(element("dt", "", label), this.#field("dd", field));
      details.append(pair);
    }

    card.append(head, figures, this.#figure, details);
    return card;
  }

  #buildVerdict() {
    this.#verdict = element("span", "verdict");
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 16 16");
    svg.setAttribute("aria-hidden", "true");
    this.#icon = document.createElementNS(SVG, "path");
    this.#icon.setAttribute("d", ICONS.learning);
    svg.append(this.#icon);
    this.#verdict.append(svg, this.#field("span", "verdict"));
    this.#fields.verdict.textContent = "no verdict yet";
    return this.#verdict;
  }

  #field(tag, name, className = "") {
    const field = element(tag, className, name === "verdict" ? "" : "\u2013");
    field.dataset.field = name;
    this.#fields[name] = field;
    return field;
  }
}

/** The reading and the statistics come apart; a late reading is part of the statistics only. */
function newestValue(reading, stats) {
  if (reading && (!stats || reading.time >= stats.lastTime)) {
    return { value: reading.value, time: reading.time };
  }
  return stats ? { value: stats.lastValue, time: stats.lastTime } : null;
}

export function element(tag, className, text = "") {
  const made = document.createElement(tag);
  if (className) {
    made.className = className;
  }
  made.textContent = text;
  return made;
}
