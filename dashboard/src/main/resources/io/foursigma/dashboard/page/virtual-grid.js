// SPDX-License-Identifier: Apache-2.0

/** How far beyond the screen items are kept, in CSS pixels. */
const BEYOND = 300;

/**
 * A grid of many items of one height, of which only those on the screen are in the document. It is as high as all of them
 * would be, so that it scrolls as if they were.
 */
export class VirtualGrid {
  #container;
  #shape;
  #make;
  #onShown;
  #names = [];
  #items = new Map();
  #frame = 0;

  /**
   * @param {HTMLElement} container holds the items
   * @param {{least: number, height: number, gap: number}} shape least width, height and distance of items, in CSS pixels
   * @param {(name: string) => {element: HTMLElement, drop: () => void}} make makes an item
   * @param {() => void} onShown hears that other items are shown
   */
  constructor(container, shape, make, onShown) {
    this.#container = container;
    this.#shape = shape;
    this.#make = make;
    this.#onShown = onShown;
    addEventListener("scroll", () => this.#layOutSoon(), { passive: true });
    new ResizeObserver(() => this.#layOutSoon()).observe(container);
  }

  /** Shows these items in this order. */
  show(names) {
    this.#names = names;
    this.layOut();
  }

  /** The items that are in the document, by name, in their order. */
  get items() {
    return this.#items;
  }

  #layOutSoon() {
    this.#frame ||= requestAnimationFrame(() => this.layOut());
  }

  /** Puts the items on the screen to their places. */
  layOut() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const { least, height, gap } = this.#shape;
    const width = this.#container.clientWidth;
    if (width === 0 && this.#names.length > 0) {
      return;
    }
    const columns = Math.max(1, Math.floor((width + gap) / (Math.min(least, width) + gap)));
    const rows = Math.ceil(this.#names.length / columns);
    this.#container.style.height = `${Math.max(0, rows * (height + gap) - gap)}px`;
    const top = this.#container.getBoundingClientRect().top;
    const first = Math.max(0, Math.floor((-top - BEYOND) / (height + gap))) * columns;
    const end = Math.max(0, Math.ceil((innerHeight - top + BEYOND) / (height + gap))) * columns;
    const shown = this.#names.slice(first, end);
    const itemWidth = (width - (columns - 1) * gap) / columns;
    const changed = this.#replace(shown);
    shown.forEach((name, i) => {
      const { style } = this.#items.get(name).element;
      const left = (i % columns) * (itemWidth + gap);
      const offset = Math.floor((first + i) / columns) * (height + gap);
      style.width = `${itemWidth}px`;
      style.height = `${height}px`;
      style.transform = `translate(${left}px, ${offset}px)`;
    });
    if (changed) {
      this.#onShown();
    }
  }

  /** Makes the items that have come, drops those that have gone, and keeps the document in the order of the screen. */
  #replace(shown) {
    const before = this.#items;
    const wanted = new Set(shown);
    let changed = false;
    for (const [name, item] of before) {
      if (!wanted.has(name)) {
        item.element.remove();
        item.drop();
        changed = true;
      }
    }
    this.#items = new Map();
    let place = this.#container.firstElementChild;
    for (const name of shown) {
      let item = before.get(name);
      if (!item) {
        item = this.#make(name);
        changed = true;
      }
      if (item.element === place) {
        place = place.nextElementSibling;
      } else {
        this.#container.insertBefore(item.element, place);
      }
      this.#items.set(name, item);
    }
    return changed;
  }
}
