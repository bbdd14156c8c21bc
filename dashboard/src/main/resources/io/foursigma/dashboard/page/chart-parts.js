// SPDX-License-Identifier: Apache-2.0
import { clock } from "./format.js";

const FONT = "11px system-ui, sans-serif";

const style = getComputedStyle(document.documentElement);

/** A colour of the style sheet, as it is when something is drawn. */
export const color = (name) => () => style.getPropertyValue(name);

/** The axes of time and of values. */
export function axes() {
  return [
    {
      stroke: color("--muted"),
      font: FONT,
      size: 24,
      gap: 4,
      space: 74,
      grid: { show: false },
      ticks: { show: false },
      values: (chart, splits) => splits.map((millis) => clock(millis)),
    },
    {
      stroke: color("--muted"),
      font: FONT,
      gap: 4,
      space: 34,
      size: (chart, labels) => 12 + 6.4 * Math.max(3, ...(labels ?? []).map((label) => label.length)),
      grid: { stroke: color("--grid"), width: 1 },
      ticks: { show: false },
    },
  ];
}

/** A little more than the values take; something around a constant. */
export function valueRange(chart, from, to) {
  if (from === null) {
    return [0, 1];
  }
  const margin = 0.08 * (to - from) || Math.abs(to) / 100 || 1;
  return [from - margin, to + margin];
}
