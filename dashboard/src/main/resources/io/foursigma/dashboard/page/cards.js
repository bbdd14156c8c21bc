// SPDX-License-Identifier: Apache-2.0
import { Card } from "./card.js";

/** With more cards than this, a card that is not seen gives up its chart. */
const CHARTS_KEPT = 24;

/** All cards, by name. Only those that are seen are drawn, and at most once for every picture that the screen shows. */
export class Cards {
  #container;
  #model;
  #cards = new Map();
  #names = [];
  #seen = new Set();
  #dirty = new Set();
  #filter = "";
  #frame = 0;
  #observer = new IntersectionObserver((entries) => this.#see(entries), { rootMargin: "200px" });

  constructor(container, model) {
    this.#container = container;
    this.#model = model;
    setInterval(() => this.redraw(), 1_000);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.redraw());
  }

  update(name) {
    if (!this.#cards.has(name)) {
      this.#add(name);
    }
    this.#mark(name);
  }

  alert(name, nowMillis) {
    this.#cards.get(name)?.alert(nowMillis);
    this.#mark(name);
  }

  remove(name) {
    const card = this.#cards.get(name);
    if (card) {
      this.#observer.unobserve(card.element);
      card.forgetChart();
      card.element.remove();
      this.#cards.delete(name);
      this.#names.splice(this.#names.indexOf(name), 1);
      this.#seen.delete(name);
    }
  }

  filter(text) {
    this.#filter = text.trim().toLowerCase();
    for (const [name, card] of this.#cards) {
      card.element.hidden = !this.#matches(name);
    }
  }

  redraw() {
    this.#seen.forEach((name) => this.#mark(name));
  }

  #matches(name) {
    return name.toLowerCase().includes(this.#filter);
  }

  #add(name) {
    const card = new Card(this.#model.sensors.get(name));
    let low = 0;
    let high = this.#names.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#names[middle] < name) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    const next = this.#cards.get(this.#names[low]);
    this.#container.insertBefore(card.element, next ? next.element : null);
    this.#names.splice(low, 0, name);
    this.#cards.set(name, card);
    card.element.hidden = !this.#matches(name);
    this.#observer.observe(card.element);
  }

  #mark(name) {
    this.#dirty.add(name);
    this.#frame ||= requestAnimationFrame(() => this.#draw());
  }

  #draw() {
    this.#frame = 0;
    const now = Date.now();
    for (const name of this.#dirty) {
      if (this.#seen.has(name)) {
        this.#cards.get(name)?.draw(this.#model.rule, now);
      }
    }
    this.#dirty.clear();
  }

  #see(entries) {
    for (const entry of entries) {
      const name = entry.target.dataset.sensor;
      if (entry.isIntersecting) {
        this.#seen.add(name);
        this.#mark(name);
      } else {
        this.#seen.delete(name);
        if (this.#cards.size > CHARTS_KEPT) {
          this.#cards.get(name)?.forgetChart();
        }
      }
    }
  }
}
