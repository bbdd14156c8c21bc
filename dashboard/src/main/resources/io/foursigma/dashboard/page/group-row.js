// SPDX-License-Identifier: Apache-2.0
import { element, say } from "./dom.js";
import { count, decimalsFor, number } from "./format.js";
import { href, overviewHref } from "./route.js";
import { StateBadge } from "./state-badge.js";
import { SENTENCES, TEXT } from "./texts.js";

const INDENT = 20;

/** The numbers of merged statistics as people read them, with as many decimals as they bear together. */
export function numbersOf({ mean, std, sampleStd, min, max }) {
  const decimals = decimalsFor(std, mean);
  const text = (value) => (value === null ? TEXT.unknown : number(value, decimals));
  return { mean: text(mean), std: text(std), sampleStd: text(sampleStd), min: text(min), max: text(max) };
}

/** A group as a row of the tree. */
export class GroupRow {
  #badge = new StateBadge();
  #number = element("span", "state-number");
  #toggle = element("button", "toggle");
  #link = element("a");
  #sensors = element("a");
  #fields = {};

  /**
   * @param {string} prefix of the group
   * @param {(prefix: string) => void} toggle opens and closes it
   */
  constructor(prefix, toggle) {
    this.element = element("div", "table-row");
    this.element.setAttribute("role", "row");
    this.element.dataset.group = prefix;
    this.#toggle.type = "button";
    this.#toggle.setAttribute("aria-label", SENTENCES.insideGroup(prefix));
    this.#toggle.addEventListener("click", () => toggle(prefix));
    this.#link.href = href("groups", prefix);
    this.#link.title = prefix;
    this.#link.setAttribute("aria-label", prefix);
    this.#sensors.href = overviewHref(prefix);
    this.#cell("name", "rowheader").append(this.#toggle, this.#link);
    this.#cell("state").append(this.#badge.element, this.#number);
    this.#cell("sensors").append(this.#sensors);
    ["count", "mean", "range"].forEach((name) => this.#cell(name));
  }

  draw({ prefix, sensors, groups, mixedUnits, statistics, state, states }, above, level, isOpen) {
    this.#fields.name.style.paddingLeft = `${level * INDENT}px`;
    this.#toggle.classList.toggle("leaf", groups === 0);
    this.#toggle.disabled = groups === 0;
    this.#toggle.setAttribute("aria-expanded", String(isOpen));
    say(this.#link, prefix.slice(above.length));
    this.#badge.show(state);
    say(this.#number, count(states[state]));
    say(this.#sensors, count(sensors));
    this.#sensors.setAttribute("aria-label", SENTENCES.showSensors(sensors, prefix));
    const readings = statistics.reduce((sum, line) => sum + line.count, 0);
    this.#show("count", readings, count(readings));
    if (mixedUnits) {
      this.#show("mean", "mixed", SENTENCES.mixedUnits(statistics.map(({ unit }) => unit ?? TEXT.noUnit)));
      this.#show("range", "mixed", "");
    } else if (statistics.length === 1) {
      const [line] = statistics;
      const texts = numbersOf(line);
      const unit = line.unit ? ` ${line.unit}` : "";
      this.#show("mean", line.mean, `${texts.mean} ± ${texts.std}${unit}`);
      this.#show("range", line.min, `${texts.min} … ${texts.max}${unit}`);
    }
  }

  drop() {}

  #show(name, value, text) {
    this.#fields[name].dataset.value = value;
    this.#fields[name].title = text;
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
