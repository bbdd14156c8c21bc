// SPDX-License-Identifier: Apache-2.0
import { showAnomalies, showQuietly } from "./anomalies.js";
import { say } from "./dom.js";
import { localInput, readLocalInput } from "./format.js";
import { href } from "./route.js";
import { ask } from "./sensor-data.js";
import { SENTENCES, TEXT } from "./texts.js";

const PAGE = 100;

/** Anomalies that the reader looks for, old ones and those that come. */
export class AnomaliesView {
  #parts;
  #model;
  #filter = {};
  #found = [];
  #next = null;
  #reading = null;
  #active = false;

  constructor(parts, model) {
    this.#parts = parts;
    this.#model = model;
    parts.form.addEventListener("submit", (event) => {
      event.preventDefault();
      location.hash = href("anomalies", "", this.#asked());
    });
    parts.form.addEventListener("reset", () => (location.hash = href("anomalies")));
    parts.more.addEventListener("click", () => this.#read(this.#next));
  }

  enter(query) {
    this.#active = true;
    this.#filter = Object.fromEntries(["sensor", "from", "to", "sigmas"].map((name) => [name, query.get(name) ?? ""]));
    this.#showFilter();
    this.#found = [];
    this.#read(null);
  }

  leave() {
    this.#active = false;
    this.#reading?.abort();
  }

  /** Anomalies have come: those that are looked for are put at their place. */
  take(anomalies) {
    const fitting = anomalies.filter((anomaly) => this.#fits(anomaly));
    if (this.#active && fitting.length > 0) {
      this.#add(fitting);
      showAnomalies(this.#parts.list, this.#found, this.#model);
      this.#showFound();
    }
  }

  /** Somebody has acknowledged anomalies, or taken that back. */
  acknowledged() {
    if (this.#active) {
      showQuietly(this.#parts.list, this.#found, this.#model);
    }
  }

  /** The connection stands again: what was acknowledged meanwhile is asked for. */
  reconnected() {
    if (this.#active) {
      this.#found = [];
      this.#read(null);
    }
  }

  redraw() {
    if (this.#active) {
      this.#showFilter();
      showQuietly(this.#parts.list, this.#found, this.#model, true);
    }
  }

  async #read(after) {
    this.#reading?.abort();
    this.#reading = new AbortController();
    const { signal } = this.#reading;
    this.#parts.more.disabled = true;
    try {
      const page = await ask("api/anomalies", { ...this.#filter, size: PAGE, after }, signal);
      this.#model.takeAcknowledgements(page);
      this.#add(page.anomalies);
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
    showQuietly(this.#parts.list, this.#found, this.#model, after === null);
    this.#showFound();
  }

  #add(anomalies) {
    const known = new Set(this.#found.map(({ id }) => id));
    this.#found.push(...anomalies.filter(({ id }) => !known.has(id)));
    this.#found.sort((a, b) => b.time - a.time || (a.id < b.id ? -1 : 1));
  }

  #fits({ sensor, time, sigmas }) {
    const { from, to, sensor: wanted, sigmas: least } = this.#filter;
    return (
      (wanted === "" || sensor === wanted) &&
      (from === "" || time >= Number(from)) &&
      (to === "" || time < Number(to)) &&
      (least === "" || sigmas === null || sigmas >= Number(least))
    );
  }

  #asked() {
    const { sensor, from, to, sigmas } = this.#parts.form.elements;
    return {
      sensor: sensor.value,
      from: readLocalInput(from.value),
      to: readLocalInput(to.value),
      sigmas: sigmas.value,
    };
  }

  #showFilter() {
    const { sensor, from, to, sigmas } = this.#parts.form.elements;
    sensor.value = this.#filter.sensor;
    from.value = localInput(this.#filter.from);
    to.value = localInput(this.#filter.to);
    sigmas.value = this.#filter.sigmas;
    const asked = Object.entries({ ...this.#filter, size: 10_000 }).filter(([, value]) => value !== "");
    this.#parts.download.href = `api/anomalies.csv?${new URLSearchParams(asked)}`;
  }

  #showFound() {
    say(this.#parts.count, SENTENCES.found(this.#found.length, this.#next !== null));
    this.#parts.empty.hidden = this.#found.length > 0 || !this.#parts.problem.hidden;
  }
}

const faults = ({ problem }) => (problem?.errors ?? []).map(({ parameter, reason, cure }) => `${parameter}: ${reason}; ${cure}.`);
