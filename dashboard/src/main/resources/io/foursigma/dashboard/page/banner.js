// SPDX-License-Identifier: Apache-2.0
import { SENTENCES } from "./texts.js";

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
    const sentences = connected
      ? model.storesAway().map(({ name, since }) => SENTENCES.storeAway(name, since, model.valuesAt, now))
      : [SENTENCES.relayAway(this.#lostAt, model.valuesAt, now)];
    const words = sentences.join(" ");
    if (this.#text.textContent !== words) {
      this.#text.textContent = words;
    }
    this.#banner.hidden = sentences.length === 0;
  }
}
