// SPDX-License-Identifier: Apache-2.0
import { Chart } from "./chart.js";
import { element } from "./dom.js";
import { count, decimalsFor, moment, number } from "./format.js";
import { levelOf } from "./policy.js";
import { sensorHref } from "./route.js";
import { StateBadge } from "./state-badge.js";
import { SENTENCES, TEXT } from "./texts.js";

/** A sensor's card. Its chart is made with the first drawing for which there is time. */
export class Card {
  #sensor;
  #fields = {};
  #badge = new StateBadge();
  #unit;
  #figure;
  #chart = null;

  constructor(sensor) {
    this.#sensor = sensor;
    this.element = this.#build(sensor.name);
  }

  /**
   * Shows the sensor as it is now.
   *
   * @param {{rule: object, policies: Map<string, object>, now: number, charts: boolean}} view with what; without charts
   *     while there is no time for them
   */
  draw({ rule, policies, now, charts }) {
    const sensor = this.#sensor;
    const { stats } = sensor;
    const policy = policies.get(sensor.name);
    this.element.dataset.verdict = sensor.verdict ?? "none";
    this.element.dataset.level = levelOf(policy, sensor.value).level;
    this.#badge.show(sensor.state);
    this.#unit.textContent = policy?.unit ?? "";
    const decimals = decimalsFor(sensor.std ?? 0, sensor.value ?? 0);
    this.#show("value", sensor.value, number(sensor.value, decimals));
    this.#show("time", sensor.time, moment(sensor.time, now));
    for (const [name, from] of [["mean", sensor], ["std", sensor], ["min", stats], ["max", stats]]) {
      if (typeof from?.[name] === "number") {
        this.#show(name, from[name], number(from[name], decimals));
      }
    }
    this.#show("count", sensor.count, count(sensor.count));
    if (sensor.points.length > 0 && (this.#chart || charts)) {
      this.#chart ??= new Chart(this.#figure);
      this.#chart.draw(sensor.points, rule);
    }
    this.#figure.setAttribute("aria-label", this.#description());
  }

  /** Gives up the chart. */
  drop() {
    this.#chart?.destroy();
    this.#chart = null;
  }

  #show(name, value, text) {
    const field = this.#fields[name];
    if (field.dataset.value !== String(value) || field.textContent !== text) {
      field.dataset.value = value;
      field.title = name === "time" ? new Date(value).toISOString() : String(value);
      field.textContent = text;
    }
  }

  #description() {
    const text = (name) => this.#fields[name].textContent;
    return SENTENCES.chartOf(
      this.#sensor.name,
      text("value"),
      text("mean"),
      text("std"),
      this.#sensor.verdict ?? TEXT.noVerdict,
    );
  }

  #build(name) {
    const card = element("article", "card");
    card.dataset.sensor = name;
    card.setAttribute("aria-label", name);

    const head = element("div", "card-head");
    const title = element("h3");
    const link = element("a", "", name);
    link.href = sensorHref(name);
    link.title = name;
    title.append(link);
    head.append(title, this.#badge.element);

    const figures = element("div", "figures");
    const newest = element("p", "newest");
    this.#unit = element("span", "unit");
    newest.append(this.#field("span", "value", "value"), this.#unit);
    const running = element("p", "running", `${TEXT.mean} `);
    running.append(this.#field("b", "mean"), " ± ", this.#field("b", "std"));
    figures.append(newest, running);

    this.#figure = element("figure", "chart");
    this.#figure.setAttribute("role", "img");

    const details = element("dl", "details");
    for (const [field, label] of [["count", TEXT.readings], ["min", TEXT.min], ["max", TEXT.max], ["time", TEXT.lastAt]]) {
      const pair = element("div");
      pair.append(element("dt", "", label), this.#field("dd", field));
      details.append(pair);
    }

    card.append(head, figures, this.#figure, details);
    return card;
  }

  #field(tag, name, className = "") {
    const field = element(tag, className, "\u2013");
    field.dataset.field = name;
    this.#fields[name] = field;
    return field;
  }
}
