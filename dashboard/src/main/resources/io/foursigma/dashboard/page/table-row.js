// SPDX-License-Identifier: Apache-2.0
import { element, say } from "./dom.js";
import { count, decimalsFor, moment, number } from "./format.js";
import { levelOf } from "./policy.js";
import { sensorHref } from "./route.js";
import { StateBadge } from "./state-badge.js";

/** A sensor as a row of the table. */
export class TableRow {
  #sensor;
  #badge = new StateBadge();
  #fields = {};

  constructor(sensor) {
    this.#sensor = sensor;
    this.element = element("div", "table-row");
    this.element.setAttribute("role", "row");
    this.element.dataset.sensor = sensor.name;
    const link = element("a", "", sensor.name);
    link.href = sensorHref(sensor.name);
    link.title = sensor.name;
    this.#cell("name", "rowheader").append(link);
    this.#cell("state").append(this.#badge.element);
    ["value", "mean", "count", "time"].forEach((name) => this.#cell(name));
  }

  draw({ policies, now }) {
    const sensor = this.#sensor;
    const policy = policies.get(sensor.name);
    const unit = policy?.unit ? ` ${policy.unit}` : "";
    const decimals = decimalsFor(sensor.std ?? 0, sensor.value ?? 0);
    this.element.dataset.level = levelOf(policy, sensor.value).level;
    this.#badge.show(sensor.state);
    this.#show("value", sensor.value, `${number(sensor.value, decimals)}${unit}`);
    if (sensor.mean !== null) {
      this.#show("mean", sensor.mean, `${number(sensor.mean, decimals)} ± ${number(sensor.std, decimals)}${unit}`);
    }
    this.#show("count", sensor.count, count(sensor.count));
    this.#show("time", sensor.time, moment(sensor.time, now));
  }

  drop() {}

  #show(name, value, text) {
    this.#fields[name].dataset.value = value;
    say(this.#fields[name], text);
  }

  #cell(name, role = "cell") {
    const cell = element("span", `cell-${name}`);
    cell.setAttribute("role", role);
    cell.dataset.field = name;
    this.#fields[name] = cell;
    this.element.append(cell);
    return cell;
  }
}
