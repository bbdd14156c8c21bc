// SPDX-License-Identifier: Apache-2.0
import { element, say } from "./dom.js";
import { SENTENCES } from "./texts.js";

/** The line of an item that tells who has seen it. */
export function seenLine() {
  const line = element("p", "anomaly-seen");
  line.hidden = true;
  return line;
}

/** Tells in an item's line who has seen it; undefined where nobody has. */
export function showSeen(item, acknowledgement, nowMillis) {
  const line = item.querySelector(".anomaly-seen");
  item.dataset.acknowledged = acknowledgement !== undefined;
  line.hidden = !acknowledgement;
  if (acknowledgement) {
    const { by, at, note } = acknowledgement;
    say(line, SENTENCES.acknowledged(by, at, nowMillis, note));
  }
}
