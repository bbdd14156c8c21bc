// SPDX-License-Identifier: Apache-2.0
import { element, row, say } from "./dom.js";
import { count } from "./format.js";
import { GroupRow, numbersOf } from "./group-row.js";
import { href, overviewHref, replaceRoute } from "./route.js";
import { ask } from "./sensor-data.js";
import { StateBadge } from "./state-badge.js";
import { SENTENCES, TEXT } from "./texts.js";
import { VirtualGrid } from "./virtual-grid.js";

const MOST_GROUPS = 10_000;
const EVERY_MILLIS = 2_000;
/** The relay is asked again after so many times what its answers took: many groups cost it little. */
const REST = 20;

const ROWS = { least: 100_000, height: 38, gap: 0 };

/** Groups of sensors by the paths of their names, as a tree. All numbers are the relay's. */
export class GroupsView {
  #parts;
  #badge = new StateBadge();
  #grid;
  #prefix = "";
  #open = new Set();
  /** The answers of the relay, by the prefix that was asked for. */
  #answers = new Map();
  #groups = new Map();
  #reading = null;
  #timer;
  #active = false;

  constructor(parts) {
    this.#parts = parts;
    parts.badge.append(this.#badge.element);
    const toggle = (prefix) => this.#toggle(prefix);
    this.#grid = new VirtualGrid(parts.rows, ROWS, (prefix) => new GroupRow(prefix, toggle), () => this.#draw());
    parts.rows.addEventListener("keydown", (event) => this.#move(event));
  }

  enter(prefix, query) {
    this.#active = true;
    this.#prefix = prefix === "" || prefix.endsWith("/") ? prefix : `${prefix}/`;
    this.#open = new Set(query.getAll("open"));
    this.#answers.clear();
    this.#parts.problem.hidden = true;
    this.#show();
    this.#read();
  }

  leave() {
    this.#active = false;
    this.#reading?.abort();
    clearTimeout(this.#timer);
    this.#grid.show([]);
  }

  #toggle(prefix) {
    if (!this.#open.delete(prefix)) {
      this.#open.add(prefix);
    }
    replaceRoute(href("groups", this.#prefix, { open: [...this.#open] }));
    this.#show();
    this.#read();
  }

  /** Asks for what is in the group and in those that are open, and again after a while. */
  async #read() {
    clearTimeout(this.#timer);
    this.#reading?.abort();
    this.#reading = new AbortController();
    const { signal } = this.#reading;
    const began = performance.now();
    if (!document.hidden) {
      try {
        await this.#readLevel([this.#prefix], signal);
        this.#parts.problem.hidden = true;
        this.#show();
      } catch (failure) {
        if (signal.aborted) {
          return;
        }
        say(this.#parts.problem, failure.status === 404 ? TEXT.noGroup : TEXT.cannotRead);
        this.#parts.problem.hidden = false;
      }
    }
    this.#timer = setTimeout(() => this.#read(), Math.max(EVERY_MILLIS, REST * (performance.now() - began)));
  }

  async #readLevel(prefixes, signal) {
    const answers = await Promise.all(prefixes.map((prefix) => ask("api/groups", { prefix, size: MOST_GROUPS }, signal)));
    answers.forEach((answer, i) => this.#answers.set(prefixes[i], answer));
    const inside = answers.flatMap(({ groups }) => groups.map(({ prefix }) => prefix)).filter((prefix) => this.#open.has(prefix));
    if (inside.length > 0) {
      await this.#readLevel(inside, signal);
    }
  }

  #show() {
    this.#showPath();
    const answer = this.#answers.get(this.#prefix);
    this.#groups.clear();
    this.#gather(this.#prefix, 0);
    this.#parts.table.hidden = this.#groups.size === 0;
    this.#parts.table.setAttribute("aria-rowcount", String(this.#groups.size + 1));
    this.#grid.show([...this.#groups.keys()]);
    this.#parts.empty.hidden = !answer || answer.groups.length > 0;
    this.#parts.known.hidden = !answer;
    if (answer) {
      this.#showGroup(answer);
    }
    this.#draw();
  }

  #gather(prefix, level) {
    for (const group of this.#answers.get(prefix)?.groups ?? []) {
      this.#groups.set(group.prefix, { group, above: prefix, level });
      if (this.#open.has(group.prefix)) {
        this.#gather(group.prefix, level + 1);
      }
    }
  }

  #showGroup({ group, next, problem }) {
    this.#badge.show(group.state);
    say(this.#parts.sensors, SENTENCES.groupSensors(group.sensors));
    this.#parts.sensors.href = overviewHref(group.prefix);
    const lines = group.statistics.map((line) => {
      const { mean, std, min, max, sampleStd } = numbersOf(line);
      const made = row("td", count(line.sensors), count(line.count), mean, std, sampleStd, min, max);
      const unit = element("th", "", line.unit ?? TEXT.noUnit);
      unit.scope = "row";
      made.prepend(unit);
      made.dataset.unit = line.unit ?? "";
      Object.assign(made.dataset, { mean: line.mean, std: line.std, count: line.count });
      return made;
    });
    const body = this.#parts.summary.querySelector("tbody");
    if (body.textContent !== lines.map((line) => line.textContent).join("")) {
      body.replaceChildren(...lines);
    }
    say(this.#parts.hint, hintOf(group, next, problem));
  }

  /** The way from all sensors to the group, each step a link but the last. */
  #showPath() {
    const steps = [["", TEXT.allGroups]];
    for (let end = this.#prefix.indexOf("/"); end >= 0; end = this.#prefix.indexOf("/", end + 1)) {
      const above = steps.at(-1)[0];
      steps.push([this.#prefix.slice(0, end + 1), this.#prefix.slice(above.length, end + 1)]);
    }
    const items = steps.map(([prefix, text], i) => {
      const item = element("li");
      const isLast = i === steps.length - 1;
      const step = element(isLast ? "span" : "a", "", text);
      if (isLast) {
        step.setAttribute("aria-current", "location");
      } else {
        step.href = href("groups", prefix);
      }
      item.append(step);
      return item;
    });
    const list = this.#parts.path.querySelector("ol");
    if (list.textContent !== items.map((item) => item.textContent).join("")) {
      list.replaceChildren(...items);
    }
  }

  #draw() {
    if (this.#active) {
      this.#grid.items.forEach((item, prefix) => {
        const known = this.#groups.get(prefix);
        item.draw(known.group, known.above, known.level, this.#open.has(prefix));
      });
    }
  }

  /** Up and down go from group to group, right and left open and close, as in the trees of file managers. */
  #move(event) {
    const line = event.target.closest("[data-group]");
    const prefix = line?.dataset.group;
    const neighbour = { ArrowDown: line?.nextElementSibling, ArrowUp: line?.previousElementSibling }[event.key];
    const opens = event.key === "ArrowRight" && !this.#open.has(prefix) && this.#groups.get(prefix)?.group.groups > 0;
    const closes = event.key === "ArrowLeft" && this.#open.has(prefix);
    if (neighbour) {
      neighbour.querySelector("a").focus();
    } else if (opens || closes) {
      this.#toggle(prefix);
    } else {
      return;
    }
    event.preventDefault();
  }
}

function hintOf(group, next, problem) {
  return [
    ...(group.mixedUnits ? [TEXT.mixedUnitsHint] : []),
    ...(group.statistics.some(({ unit }) => unit === null) ? [TEXT.noUnitHint] : []),
    ...(next === null ? [] : [SENTENCES.groupsCut(MOST_GROUPS)]),
    ...(problem === null ? [] : [TEXT.numbersAreOld]),
  ].join(" ");
}
