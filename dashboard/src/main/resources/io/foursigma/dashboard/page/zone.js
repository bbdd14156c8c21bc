// SPDX-License-Identifier: Apache-2.0
import { tellUtc } from "./format.js";

const KEY = "foursigma.utc";

/**
 * Lets the reader choose between UTC and the own time zone, and remembers it.
 *
 * @param {HTMLButtonElement} button is pressed for UTC
 * @param {() => void} onChange tells all times anew
 */
export function offerUtc(button, onChange) {
  const choose = (utc) => {
    tellUtc(utc);
    button.setAttribute("aria-pressed", String(utc));
  };
  choose(remembered());
  button.addEventListener("click", () => {
    const utc = button.getAttribute("aria-pressed") !== "true";
    choose(utc);
    remember(utc);
    onChange();
  });
}

/** A browser may refuse to remember anything. */
function remembered() {
  try {
    return localStorage.getItem(KEY) === "true";
  } catch {
    return false;
  }
}

function remember(utc) {
  try {
    localStorage.setItem(KEY, String(utc));
  } catch {
    // It is chosen for this visit.
  }
}
