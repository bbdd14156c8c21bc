// SPDX-License-Identifier: Apache-2.0

/**
 * Makes a list show items, each by its key: those that are new are made, those that have changed are made anew, those that
 * are not among them are removed.
 *
 * @param {HTMLElement} list holds an element per item, with its key in data-KEY
 * @param {object[]} items in the order in which they are to stand
 * @param {{key: string, version: (item: object) => string, build: (item: object) => HTMLElement, renew: (element: HTMLElement, item: object) => void}} form
 *     of an item: the name of its key, which of its versions it is, how it is made, and what of it may change at any time
 */
export function showList(list, items, { key, version, build, renew }) {
  const shown = new Map([...list.children].map((each) => [each.dataset[key], each]));
  let place = list.firstElementChild;
  for (const item of items) {
    let element = shown.get(item.id);
    shown.delete(item.id);
    if (element && element.dataset.version !== version(item)) {
      if (place === element) {
        place = element.nextElementSibling;
      }
      element.remove();
      element = undefined;
    }
    if (!element) {
      element = build(item);
      element.dataset[key] = item.id;
      element.dataset.version = version(item);
    }
    if (element === place) {
      place = element.nextElementSibling;
    } else {
      list.insertBefore(element, place);
    }
    renew(element, item);
  }
  shown.forEach((each) => each.remove());
}
