// SPDX-License-Identifier: Apache-2.0
import { byNeed, matches, partsOf, stateOf, STATES_BY_NEED } from "./attention.js";
import { Card } from "./card.js";
import { element, say } from "./dom.js";
import { levelOf } from "./policy.js";
import { href, replaceRoute } from "./route.js";
import { TableRow } from "./table-row.js";
import { SENTENCES, TEXT } from "./texts.js";
import { VirtualGrid } from "./virtual-grid.js";

const ARRANGE_MILLIS = 1_000;
/** No charts are made while the reader scrolls, and for so long after it. */
const SCROLL_REST_MILLIS = 120;

const CARDS = { least: 360, height: 300, gap: 16 };
const ROWS = { least: 100_000, height: 38, gap: 0 };

/** All sensors, as cards or as a table, those that need attention first. */
export class Overview {
  #model;
  #connection;
  #parts;
  #cards;
  #rows;
  #chips = new Map();
  #table = false;
  #wanted = "";
  #state = null;
  #group = "";
  #names = [];
  #dirty = new Set();
  #frame = 0;
  #scrolledAt = 0;
  #active = false;

  /**
   * @param {{grid, table, rows, filter, states, layout, group, empty}} parts elements of the view
   * @param {Model} model
   * @param {Connection} connection is asked for the sensors on the screen
   */
  constructor(parts, model, connection) {
    this.#parts = parts;
    this.#model = model;
    this.#connection = connection;
    const shown = () => this.#shown();
    this.#cards = new VirtualGrid(parts.grid, CARDS, (name) => new Card(model.sensors.get(name)), shown);
    this.#rows = new VirtualGrid(parts.rows, ROWS, (name) => new TableRow(model.sensors.get(name)), shown);
    parts.filter.addEventListener("input", () => this.#choose({ filter: parts.filter.value }));
    parts.layout.querySelectorAll("button").forEach((button) =>
      button.addEventListener("click", () => this.#choose({ table: button.value === "table" })),
    );
    STATES_BY_NEED.forEach((state) => this.#buildChip(state));
    addEventListener("scroll", () => (this.#scrolledAt = performance.now()), { passive: true });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.redraw());
    setInterval(() => this.#arrange(), ARRANGE_MILLIS);
  }

  /** Shows the view as its address says. */
  enter(query) {
    this.#active = true;
    this.#table = query.get("view") === "table";
    this.#wanted = query.get("filter") ?? "";
    this.#group = query.get("group") ?? "";
    this.#state = STATES_BY_NEED.includes(query.get("state")) ? query.get("state") : null;
    this.#parts.filter.value = this.#wanted;
    this.#showGroup();
    this.#showChoice();
    this.#arrange(true);
    this.#shown();
  }

  leave() {
    this.#active = false;
  }

  /** Sensors have changed. */
  update(names) {
    if (this.#active) {
      names.forEach((name) => this.#dirty.add(name));
      this.#drawSoon();
    }
  }

  /** Sensors have come or gone, or need attention at once. */
  rearrange() {
    this.#arrange();
  }

  redraw() {
    this.update(this.#names);
  }

  #choose(choice) {
    this.#wanted = choice.filter ?? this.#wanted;
    this.#table = choice.table ?? this.#table;
    this.#state = choice.state === undefined ? this.#state : choice.state;
    replaceRoute(this.#address(this.#group));
    this.#showGroup();
    this.#showChoice();
    this.#arrange(true);
    this.#shown();
  }

  #address(group) {
    return href("sensors", "", { group, filter: this.#wanted, state: this.#state, view: this.#table ? "table" : null });
  }

  /** Says to which group the view is confined, and leads to it and out of it. */
  #showGroup() {
    const [group, leave] = this.#parts.group.querySelectorAll("a");
    this.#parts.group.hidden = this.#group === "";
    say(group, this.#group);
    group.href = href("groups", this.#group);
    leave.href = this.#address("");
  }

  #showChoice() {
    (this.#table ? this.#cards : this.#rows).show([]);
    this.#parts.grid.hidden = this.#table;
    this.#parts.table.hidden = !this.#table;
    this.#parts.legend.hidden = this.#table;
    this.#parts.layout
      .querySelectorAll("button")
      .forEach((button) => button.setAttribute("aria-pressed", String((button.value === "table") === this.#table)));
    this.#chips.forEach((chip, state) => chip.setAttribute("aria-pressed", String(state === this.#state)));
  }

  /**
   * Finds out the states and the order. While the reader points at the sensors or moves among them they stay where they
   * are, unless it is the reader who has asked for another order.
   */
  #arrange(asked = false) {
    const now = this.#model.now();
    const counts = new Map(STATES_BY_NEED.map((state) => [state, 0]));
    for (const sensor of this.#model.sensors.values()) {
      const { level } = levelOf(this.#model.policies.get(sensor.name), sensor.value);
      sensor.state = stateOf(sensor, level, now);
      if (sensor.name.startsWith(this.#group)) {
        counts.set(sensor.state, counts.get(sensor.state) + 1);
      }
    }
    counts.forEach((number, state) => this.#showCount(state, number));
    if (this.#active) {
      this.#order(asked);
    }
  }

  #order(asked) {
    const parts = partsOf(this.#wanted);
    const sensors = [...this.#model.sensors.values()].filter(
      (sensor) =>
        sensor.name.startsWith(this.#group) && (!this.#state || sensor.state === this.#state) && matches(sensor.name, parts),
    );
    if (asked || sensors.length !== this.#names.length || !this.#isHeld()) {
      this.#names = sensors.sort(byNeed).map((sensor) => sensor.name);
    }
    this.#grid().show(this.#names);
    this.#parts.table.setAttribute("aria-rowcount", String(this.#names.length + 1));
    say(this.#parts.empty, this.#model.sensors.size === 0 ? TEXT.noSensors : TEXT.noMatch);
    this.#parts.empty.hidden = this.#names.length > 0;
    this.redraw();
  }

  #isHeld() {
    const place = this.#table ? this.#parts.rows : this.#parts.grid;
    return place.matches(":hover") || place.contains(document.activeElement);
  }

  #grid() {
    return this.#table ? this.#rows : this.#cards;
  }

  /** Other sensors are on the screen: those are asked for in full. A row of the table needs no more than it has. */
  #shown() {
    if (!this.#active) {
      return;
    }
    const names = this.#table ? [] : [...this.#cards.items.keys()];
    const seen = new Set(names);
    this.#connection.subscribe(names);
    this.#model.forgetPointsBut(seen);
    this.#grid().items.forEach((_, name) => this.#dirty.add(name));
    this.#drawSoon();
  }

  #drawSoon() {
    this.#frame ||= requestAnimationFrame(() => this.#draw());
  }

  #draw() {
    this.#frame = 0;
    const resting = performance.now() - this.#scrolledAt > SCROLL_REST_MILLIS;
    const view = { rule: this.#model.rule, policies: this.#model.policies, now: this.#model.now(), charts: resting };
    const { items } = this.#grid();
    this.#dirty.forEach((name) => items.get(name)?.draw(view));
    this.#dirty.clear();
    if (!resting) {
      setTimeout(() => this.redraw(), SCROLL_REST_MILLIS);
    }
  }

  #buildChip(state) {
    const chip = element("button", "chip");
    chip.type = "button";
    chip.dataset.count = state;
    chip.addEventListener("click", () => this.#choose({ state: this.#state === state ? null : state }));
    this.#chips.set(state, chip);
    this.#parts.states.append(chip);
  }

  #showCount(state, number) {
    const chip = this.#chips.get(state);
    say(chip, SENTENCES.stateCount(state, number));
    chip.dataset.value = number;
    chip.hidden = number === 0 && this.#state !== state;
  }
}
