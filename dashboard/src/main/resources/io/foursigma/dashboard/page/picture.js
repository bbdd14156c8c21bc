// SPDX-License-Identifier: Apache-2.0
import { element, svg } from "./dom.js";
import { brief } from "./format.js";
import { SENTENCES, TEXT } from "./texts.js";

const WIDTH = 640;
const HEIGHT = 176;
const LEFT = 24;
const RIGHT = WIDTH - 24;
const LINE = 104;

/**
 * Draws where the value lies: the readings of the baseline as dots over a line of values, the normal span, and the value.
 *
 * @param {HTMLElement} figure holds the drawing
 * @param {object} anomaly
 * @param {number} low least value that would have been normal
 * @param {number} high greatest value that would have been normal
 * @param {number[][]} readings of the baseline, [time, value, ...]; empty where they have not been read
 */
export function drawPicture(figure, anomaly, low, high, readings) {
  const { value, baseline } = anomaly;
  const all = [low, high, value, ...readings.map(([, each]) => each)];
  const least = Math.min(...all);
  const greatest = Math.max(...all);
  const wide = greatest - least || 1;
  const x = (each) => LEFT + ((each - least) / wide) * (RIGHT - LEFT);
  const picture = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "picture", role: "img" });
  picture.setAttribute("aria-label", SENTENCES.picture(anomaly));
  picture.append(
    svg("rect", { class: "picture-band", x: x(low), y: 28, width: Math.max(1, x(high) - x(low)), height: LINE - 28 }),
    svg("line", { class: "picture-axis", x1: LEFT, x2: RIGHT, y1: LINE, y2: LINE }),
    svg("line", { class: "picture-mean", x1: x(baseline.mean), x2: x(baseline.mean), y1: 28, y2: LINE }),
    ...readings.map(([, each], i) =>
      svg("circle", { class: "picture-reading", cx: x(each), cy: LINE - 10 - ((i * 7) % 58), r: 2.5 }),
    ),
    svg("circle", { class: "picture-value", cx: x(value), cy: LINE, r: 7 }),
    ...marks([
      [x(low), brief(low)],
      [x(baseline.mean), `${TEXT.mean} ${brief(baseline.mean)}`],
      [x(high), brief(high)],
      [x(value), brief(value)],
    ]),
  );
  figure.dataset.readings = readings.length;
  figure.replaceChildren(picture, element("figcaption", "sr-only", SENTENCES.picture(anomaly)));
}

/** Words below the line, each on the first of three lines where it hides no other. */
function marks(texts) {
  const ends = [0, 0, 0];
  return texts
    .sort(([a], [b]) => a - b)
    .map(([at, text]) => {
      const half = 3.6 * text.length;
      const middle = Math.min(RIGHT - half, Math.max(LEFT + half, at));
      const level = Math.max(0, ends.findIndex((end) => end < middle - half));
      ends[level] = middle + half + 8;
      const mark = svg("text", { class: "picture-text", x: middle, y: LINE + 26 + 20 * level });
      mark.textContent = text;
      return mark;
    });
}
