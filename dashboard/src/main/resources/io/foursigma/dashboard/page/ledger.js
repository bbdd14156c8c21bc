// SPDX-License-Identifier: Apache-2.0
import { LEDGER } from "./texts.js";

const EVERY_MILLIS = 5_000;

/**
 * Shows the ledger and reads it again every few seconds, for as long as the page is seen.
 *
 * @param {HTMLElement} line shows its sum
 * @param {HTMLElement} alarm shows what does not balance
 * @param {(ledger: object) => void} onLedger takes each ledger that was read
 */
export function keepLedger(line, alarm, onLedger) {
  const text = line.querySelector("[data-ledger-text]");
  const status = line.querySelector("[data-ledger-status]");
  const alarmText = alarm.querySelector("[data-alarm-text]");

  function show(state, words, sentence) {
    line.dataset.ledger = state;
    status.textContent = words;
    if (sentence) {
      text.textContent = sentence;
    }
  }

  function raise(faults) {
    const words = faults.length > 0 ? [LEDGER.title, ...faults].join(" ") : "";
    if (alarmText.textContent !== words) {
      alarmText.textContent = words;
    }
    alarm.hidden = faults.length === 0;
  }

  async function read() {
    if (!document.hidden) {
      try {
        const answer = await fetch("api/ledger");
        if (answer.ok) {
          const ledger = await answer.json();
          show(...judge(ledger), LEDGER.equation(ledger));
          raise(faults(ledger));
          onLedger(ledger);
        } else {
          show("away", LEDGER.unreadable);
        }
      } catch {
        show("away", LEDGER.unreachable);
      }
    }
    setTimeout(read, EVERY_MILLIS);
  }

  read();
}

function judge({ balanced, total }) {
  if (!balanced) {
    return ["unbalanced", LEDGER.unbalanced];
  }
  if (total.read === 0 && total.settled) {
    return ["balanced", LEDGER.nothing];
  }
  return total.settled ? ["balanced", LEDGER.balanced] : ["settling", LEDGER.settling];
}

/** A sentence for each partition and each bucket whose numbers do not agree. */
const faults = ({ partitions, sensors }) => [
  ...partitions.filter((line) => !line.balanced).map(LEDGER.partition),
  ...(sensors?.wrong ?? []).map(LEDGER.bucket),
];
