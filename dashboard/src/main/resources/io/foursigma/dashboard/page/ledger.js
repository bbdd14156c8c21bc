// SPDX-License-Identifier: Apache-2.0
import { count } from "./format.js";

const EVERY_MILLIS = 5_000;

/** Shows the ledger and reads it again every few seconds, for as long as the page is seen. */
export function keepLedger(line, alarm) {
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
    const words = faults.length > 0 ? `The ledger does not balance. ${faults.join(" ")}` : "";
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
          show(...judge(ledger), sentence(ledger));
          raise(faults(ledger));
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

function judge({ balanced, total }) {
  if (!balanced) {
    return ["unbalanced", "does not balance"];
  }
  if (total.read === 0 && total.settled) {
    return ["balanced", "nothing read yet"];
  }
  return total.settled ? ["balanced", "every reading accounted for"] : ["settling", "readings on their way"];
}

/** A sentence for each partition and each bucket whose numbers do not agree. */
function faults({ partitions, sensors }) {
  const ofPartitions = partitions
    .filter((line) => !line.balanced)
    .map((line) => {
      const missing = line.read - line.applied - line.deadLettered;
      const verdict = missing > 0 ? `${count(missing)} missing` : `${count(-missing)} too many`;
      return `Partition ${line.partition}: ${count(line.read)} read, but ${count(line.applied)} applied + ${count(line.deadLettered)} dead letters: ${verdict}.`;
    });
  const ofBuckets = (sensors?.wrong ?? []).map(
    (bucket) =>
      `Bucket ${bucket.bucket}: its sensors count ${count(bucket.counted)} readings, but ${count(bucket.applied)} were applied.`,
  );
  return [...ofPartitions, ...ofBuckets];
}

function sentence({ total, refusedDocuments }) {
  const relation = total.settled ? "=" : "\u2192";
  const outside = [
    `${count(total.late)} late`,
    `${count(total.replayed)} replayed`,
    ...(total.lost > 0 ? [`${count(total.lost)} lost to retention`] : []),
    ...(total.gone > 0 ? [`${count(total.gone)} about to be lost`] : []),
    ...(refusedDocuments?.count > 0 ? [`${count(refusedDocuments.count)} documents refused`] : []),
    ...(total.lag === null ? [] : [`lag ${count(total.lag)}`]),
  ];
  return [
    `${count(total.read)} read ${relation} ${count(total.applied)} applied + ${count(total.deadLettered)} dead letters`,
    ...outside,
  ].join(" \u00b7 ");
}
