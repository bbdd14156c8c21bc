// SPDX-License-Identifier: Apache-2.0
import { say } from "./dom.js";
import { localInput, readLocalInput } from "./format.js";
import { href } from "./route.js";
import { ask } from "./sensor-data.js";
import { SENTENCES, TEXT } from "./texts.js";

const PAGE = 100;
/** More than that are not kept; those that stand last go first. */
const MOST = 5_000;

/**
 * A view of what the reader looks for, old and new: a form whose fields are the query of its address, a list, and a button
 * for more of it.
 */
export class Finder {
  #parts;
  #model;
  #kind;
  #filter = {};
  #found = new Map();
  #next = null;
  #reading = null;
  #active = false;

  /**
   * @param {object} parts of the view, by what data-part says
   * @param {Model} model takes what is read
   * @param {object} kind of what is looked for: `view` and `path` are the names of its address and of its list over HTTP,
   *     `fields` those of the form; `takePage(page)` gives what a page of the answer lists, `fits(item, filter)` and
   *     `order(a, b)` hold for them, and `show(list, items, {anew, isNews})` shows them
   */
  constructor(parts, model, kind) {
    this.#parts = parts;
    this.#model = model;
    this.#kind = kind;
    parts.form.addEventListener("submit", (event) => {
      event.preventDefault();
      location.hash = href(kind.view, "", this.#asked());
    });
    parts.form.addEventListener("reset", () => (location.hash = href(kind.view)));
    parts.more.addEventListener("click", () => this.#read(this.#next));
  }

  enter(query) {
    this.#active = true;
    this.#filter = Object.fromEntries(this.#kind.fields.map((name) => [name, query.get(name) ?? ""]));
    this.#showFilter();
    this.#found.clear();
    this.#read(null);
  }

  leave() {
    this.#active = false;
    this.#reading?.abort();
  }

  /** Some have come, or have changed: those that are looked for are put at their place, the others taken away. */
  take(items) {
    if (!this.#active || items.length === 0) {
      return;
    }
    const fitting = items.filter((item) => this.#kind.fits(item, this.#filter));
    const before = this.#found.size;
    items.forEach(({ id }) => this.#found.delete(id));
    this.#add(fitting);
    if (this.#found.size > MOST) {
      this.#sorted().slice(MOST).forEach(({ id }) => this.#found.delete(id));
    }
    if (fitting.length > 0 || this.#found.size !== before) {
      this.#show({ isNews: true });
      this.#showFound();
    }
  }

  /** What is told of them beside themselves has changed: who has seen them, or what time it is. */
  refresh() {
    if (this.#active) {
      this.#show({});
    }
  }

  /** The connection stands again: what was acknowledged meanwhile is asked for. */
  reconnected() {
    if (this.#active) {
      this.#found.clear();
      this.#read(null);
    }
  }

  redraw() {
    if (this.#active) {
      this.#showFilter();
      this.#show({ anew: true });
    }
  }

  async #read(after) {
    this.#reading?.abort();
    this.#reading = new AbortController();
    const { signal } = this.#reading;
    this.#parts.more.disabled = true;
    try {
      const page = await ask(this.#kind.path, { ...this.#filter, size: PAGE, after }, signal);
      this.#add(this.#kind.takePage(page));
      this.#next = page.next;
      this.#parts.problem.hidden = true;
      this.#parts.more.hidden = page.next === null;
    } catch (failure) {
      if (signal.aborted) {
        return;
      }
      say(this.#parts.problem, [TEXT.cannotRead, ...faults(failure)].join(" "));
      this.#parts.problem.hidden = false;
    }
    this.#parts.more.disabled = false;
    this.#show({ anew: after === null });
    this.#showFound();
  }

  #add(items) {
    items.filter(({ id }) => !this.#found.has(id)).forEach((item) => this.#found.set(item.id, item));
  }

  #sorted() {
    return [...this.#found.values()].sort(this.#kind.order);
  }

  #show(how) {
    this.#kind.show(this.#parts.list, this.#sorted(), how);
  }

  #asked() {
    const { elements } = this.#parts.form;
    return Object.fromEntries(this.#kind.fields.map((name) => [name, read(elements[name])]));
  }

  #showFilter() {
    const { elements } = this.#parts.form;
    this.#kind.fields.forEach((name) => write(elements[name], this.#filter[name]));
    const asked = Object.entries({ ...this.#filter, size: 10_000 }).filter(([, value]) => value !== "");
    this.#parts.download.href = `${this.#kind.path}.csv?${new URLSearchParams(asked)}`;
  }

  #showFound() {
    say(this.#parts.count, SENTENCES.found(this.#found.size, this.#next !== null));
    this.#parts.empty.hidden = this.#found.size > 0 || !this.#parts.problem.hidden;
  }
}

const faults = ({ problem }) => (problem?.errors ?? []).map(({ parameter, reason, cure }) => `${parameter}: ${reason}; ${cure}.`);

const isTime = ({ type }) => type === "datetime-local";

const read = (field) => (isTime(field) ? readLocalInput(field.value) : field.value);

const write = (field, value) => (field.value = isTime(field) ? localInput(value) : value);
