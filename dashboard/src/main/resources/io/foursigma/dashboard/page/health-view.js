// SPDX-License-Identifier: Apache-2.0
import { element, row, say } from "./dom.js";
import { count, moment, span } from "./format.js";
import { COMPONENTS, LEDGER, TEXT } from "./texts.js";

const EVERY_MILLIS = 1_000;
/** A rate is that of the last so many milliseconds. */
const RATE_MILLIS = 30_000;

/** How each part is: the stores, the ledger, lag, rates and delays. */
export class HealthView {
  #parts;
  #model;
  #latency;
  #ledgers = [];
  #timer;

  constructor(parts, model, latency) {
    this.#parts = parts;
    this.#model = model;
    this.#latency = latency;
  }

  enter() {
    this.redraw();
    this.#timer = setInterval(() => this.redraw(), EVERY_MILLIS);
  }

  leave() {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** Takes each ledger that was read. */
  takeLedger(ledger) {
    const at = performance.now();
    this.#ledgers.push({ at, ledger });
    while (this.#ledgers[0].at < at - RATE_MILLIS) {
      this.#ledgers.shift();
    }
    if (this.#timer) {
      this.redraw();
    }
  }

  redraw() {
    const now = this.#model.now();
    this.#fill(
      this.#parts.components,
      (this.#model.health?.components ?? []).map(({ name, status, since, reason }) => {
        const line = row("td", COMPONENTS[name] ?? name, status, moment(since, now), reason ?? "");
        line.dataset.component = name;
        line.dataset.status = status;
        return line;
      }),
    );
    const ledger = this.#ledgers.at(-1)?.ledger;
    this.#flow("rate", this.#rate());
    this.#flow("lag", ledger?.total.lag ?? null, count);
    this.#flow("latency", this.#latency.quantile(0.5), span);
    this.#flow("latency99", this.#latency.quantile(0.99), span);
    this.#fill(this.#parts.partitions, (ledger?.partitions ?? []).map(partitionRow));
    say(this.#parts.equation, ledger ? LEDGER.equation(ledger) : TEXT.ledgerUnknown);
  }

  #rate() {
    const [first] = this.#ledgers;
    const last = this.#ledgers.at(-1);
    return !last || last.at === first.at
      ? null
      : (1000 * (last.ledger.total.applied - first.ledger.total.applied)) / (last.at - first.at);
  }

  #flow(name, value, text = (each) => count(Math.round(each))) {
    const field = this.#parts.flow.querySelector(`[data-field=${name}]`);
    field.dataset.value = value;
    say(field, value === null ? TEXT.unknown : text(value));
  }

  #fill(table, rows) {
    const body = table.querySelector("tbody");
    const same =
      body.children.length === rows.length &&
      rows.every((line, i) => line.textContent === body.children[i].textContent && sameData(line, body.children[i]));
    if (!same) {
      body.replaceChildren(...rows);
    }
  }
}

const sameData = (a, b) => a.dataset.status === b.dataset.status;

function partitionRow(line) {
  const numbers = [line.read, line.applied, line.deadLettered, line.late, line.replayed, line.lost];
  const balance = line.balanced ? (line.settled ? TEXT.balanced : TEXT.settling) : TEXT.unbalanced;
  const made = row(
    "td",
    String(line.partition),
    ...numbers.map(count),
    line.lag === null ? TEXT.unknown : count(line.lag),
    element("td", line.balanced ? "good" : "bad", balance),
  );
  made.dataset.partition = line.partition;
  return made;
}
