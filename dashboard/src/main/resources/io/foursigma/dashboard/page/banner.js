// SPDX-License-Identifier: Apache-2.0
import { moment } from "./format.js";

/** What it means for the reader that a store is away. */
const CONSEQUENCES = {
  redis: ["Redis", "values"],
  elasticsearch: ["Elasticsearch", "anomalies that were not announced are missing"],
  cassandra: ["Cassandra", "the ledger cannot be read"],
};

/** Says what is away since when, and how old the values on the page are; silent while nothing is. */
export class Banner {
  #banner;
  #text;
  #lostAt = null;

  constructor(banner) {
    this.#banner = banner;
    this.#text = banner.querySelector("[data-banner-text]");
  }

  /** The relay is connected, or it is not: then nothing else is known. */
  show(connected, model) {
    const now = Date.now();
    this.#lostAt = connected ? null : (this.#lostAt ?? now);
    const sentences = connected ? storesAway(model, now) : [relayAway(this.#lostAt, model, now)];
    const words = sentences.join(" ");
    if (this.#text.textContent !== words) {
      this.#text.textContent = words;
    }
    this.#banner.hidden = sentences.length === 0;
  }
}

function storesAway(model, now) {
  return (model.health?.components ?? [])
    .filter((component) => component.status !== "up")
    .map(({ name, since }) => {
      const [title, consequence] = CONSEQUENCES[name] ?? [name, "what it holds is missing"];
      const then = consequence === "values" ? age(model, now) : consequence;
      return `${title} away since ${moment(since, now)}; ${then}.`;
    });
}

const relayAway = (since, model, now) => `The relay cannot be reached since ${moment(since, now)}; ${age(model, now)}.`;

const age = ({ valuesAt }, now) =>
  valuesAt === null ? "no values have come yet" : `values are from ${moment(valuesAt, now)}`;
