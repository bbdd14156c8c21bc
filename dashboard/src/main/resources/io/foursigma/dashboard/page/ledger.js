// SPDX-License-Identifier: Apache-2.0
import { count } from "./format.js";

const EVERY_MILLIS = 5_000;

/** Shows the ledger and reads it again every few seconds, for as long as the page is seen. */
export function keepLedger(line) {
  const text = line.querySelector("[data-ledger-text]");
  const status = line.querySelector("[data-ledger-status]");

  function show(state, words, sentence) {
    line.dataset.ledger = state;
    status.textContent = words;
    if (sentence) {
      text.textContent = sentence;
    }
  }

  async function read() {
    if (!document.hidden) {
      try {
        const answer = await fetch("api/ledger");
        if (answer.ok) {
          const { total } = await answer.json();
          show(...judge(total), sentence(total));
        } else {
          show("away", "state cannot be read");
        }
      } catch {
        show("away", "relay cannot be reached");
      }
    }
    setTimeout(read, EVERY_MILLIS);
  }

  read();
}

function judge(total) {
  if (total.read === 0 && total.settled) {
    return ["balanced", "nothing read yet"];
  }
  if (!total.balanced) {
    return ["unbalanced", "does not balance"];
  }
  return total.settled ? ["balanced", "every reading accounted for"] : ["settling", "readings on their way"];
}

function sentence(total) {
  const relation = total.settled ? "=" : "\u2192";
  return `${count(total.read)} read ${relation} ${count(total.applied)} applied + ${count(total.deadLettered)} dead letters \u00b7 ${count(total.late)} late \u00b7 ${count(total.replayed)} replayed`;
}
