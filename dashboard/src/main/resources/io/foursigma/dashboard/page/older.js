// SPDX-License-Identifier: Apache-2.0
import { TEXT } from "./texts.js";

const PAGE = 100;

/**
 * Lets the reader ask for older anomalies, a page at a time.
 *
 * @param {HTMLButtonElement} button asks for them; hidden where there are none
 * @param {Model} model takes them
 * @param {() => void} show shows what the model has then
 * @returns {() => void} to be called when the model has changed
 */
export function offerOlder(button, model, show) {
  /** Cursor of the next page; empty before the first one, null behind the last one. */
  let next = "";

  const update = () => {
    button.hidden = next === null || model.anomalies.length < PAGE || model.anomaliesAreFull();
  };

  async function load() {
    let added;
    do {
      const answer = await fetch(`api/anomalies?size=${PAGE}${next ? `&after=${encodeURIComponent(next)}` : ""}`);
      if (!answer.ok) {
        throw new Error(`the relay answers ${answer.status}`);
      }
      const page = await answer.json();
      added = model.takeOlder(page);
      next = page.next;
      // The first pages may hold nothing but what the list has already.
    } while (added === 0 && next !== null);
  }

  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      await load();
      button.textContent = TEXT.older;
    } catch {
      button.textContent = TEXT.olderFailed;
    }
    button.disabled = false;
    show();
    update();
  });
  return update;
}
