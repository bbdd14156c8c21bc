// SPDX-License-Identifier: Apache-2.0
import { element, say, svg } from "./dom.js";
import { STATES } from "./texts.js";

const ICONS = {
  alarm: "M5.5 1.5h5l4 4v5l-4 4h-5l-4-4v-5ZM8 4.8v4M8 11.1v.1",
  anomalous: "M8 2.5 14.2 13.5H1.8ZM8 6.8v3M8 11.9v.1",
  warn: "M8 1.8 14.2 8 8 14.2 1.8 8ZM8 5.2v3.4M8 10.7v.1",
  stale: "M3 3l10 10M13 3 3 13",
  late: "M8 4.5V8h3.2M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z",
  quiet: "M5.5 4v8M10.5 4v8",
  learning: "M8 4.5V8l2.2 1.6M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z",
  normal: "M3 8.5 6.5 12 13 4.5",
};

/** A sensor's state in a word, a colour and an icon. */
export class StateBadge {
  #path = svg("path", { d: ICONS.learning });
  #word = element("span");

  constructor() {
    this.element = element("span", "state");
    const icon = svg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" });
    icon.append(this.#path);
    this.element.append(icon, this.#word);
  }

  show(state) {
    if (this.element.dataset.attention !== state) {
      this.element.dataset.attention = state;
      this.#path.setAttribute("d", ICONS[state]);
      say(this.#word, STATES[state]);
    }
  }
}
