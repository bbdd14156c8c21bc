// SPDX-License-Identifier: Apache-2.0
import uPlot from "./vendor/uplot-1.6.32/uPlot.esm.js";
import { axes, color, valueRange } from "./chart-parts.js";

const SHORTEST_SPAN_MILLIS = 10_000;
const LONGEST_SPAN_MILLIS = 60_000;
const FEW_POINTS = 60;
/** A chart is most of what a card costs, and a quarter of a second is two pixels of its minute. */
const DRAW_MILLIS = 250;

/** What is drawn, from the back to the front; the first row is the time. */
const SERIES = [
  {},
  { stroke: "transparent", points: { show: false }, paths: uPlot.paths.stepped({ align: 1 }) },
  { stroke: "transparent", points: { show: false }, paths: uPlot.paths.stepped({ align: 1 }) },
  {
    stroke: color("--value"),
    width: 1.1,
    points: { show: (chart) => chart.data[0].length <= FEW_POINTS, size: 4, fill: color("--value") },
  },
  {
    stroke: color("--baseline"),
    width: 1.25,
    dash: [4, 4],
    points: { show: false },
    paths: uPlot.paths.stepped({ align: 1 }),
  },
  { stroke: color("--mean"), width: 1.75, spanGaps: true, points: { show: false } },
  {
    stroke: color("--anomaly"),
    paths: () => null,
    points: { show: true, size: 9, stroke: color("--surface"), width: 1.5, fill: color("--anomaly") },
  },
];

const UPPER = 1;
const LOWER = 2;
const VALUE = 3;
const BASELINE = 4;
const MEAN = 5;
const ANOMALY = 6;

/** A sensor's chart. */
export class Chart {
  #chart;
  #figure;
  #resizes;
  #drawnAt = -Infinity;
  #marked = 0;

  constructor(figure) {
    this.#figure = figure;
    this.#chart = new uPlot(options(figure), SERIES.map(() => []), figure);
    this.#resizes = new ResizeObserver(() => {
      this.#chart.setSize({ width: figure.clientWidth, height: figure.clientHeight });
    });
    this.#resizes.observe(figure);
  }

  /** Draws what has changed: an anomaly at once, values four times a second; the next call brings what was left out. */
  draw(points, rule) {
    const marked = points.filter((point) => point.verdict === "anomalous").length;
    const now = performance.now();
    if (now - this.#drawnAt < DRAW_MILLIS && marked === this.#marked) {
      return;
    }
    this.#drawnAt = now;
    this.#marked = marked;
    this.#chart.setData(columns(points, rule));
    this.#figure.dataset.points = points.length;
    this.#figure.dataset.marked = marked;
  }

  destroy() {
    this.#resizes.disconnect();
    this.#chart.destroy();
  }
}

function columns(points, rule) {
  const rows = SERIES.map(() => new Array(points.length).fill(null));
  points.forEach((point, i) => {
    rows[0][i] = point.time;
    if (point.baselineMean !== null) {
      const reach = rule.sigmas * Math.max(point.baselineStd, rule.minStd);
      rows[UPPER][i] = point.baselineMean + reach;
      rows[LOWER][i] = point.baselineMean - reach;
    }
    rows[VALUE][i] = point.value;
    rows[BASELINE][i] = point.baselineMean;
    rows[MEAN][i] = point.mean;
    rows[ANOMALY][i] = point.verdict === "anomalous" ? point.value : null;
  });
  return rows;
}

function options(figure) {
  return {
    width: figure.clientWidth,
    height: figure.clientHeight,
    ms: 1,
    padding: [8, 6, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    series: SERIES,
    bands: [{ series: [UPPER, LOWER], fill: color("--band") }],
    scales: { x: { time: true, range: timeRange }, y: { range: valueRange } },
    axes: axes(),
  };
}

/** The newest reading at the right; a minute at most, unless the sensor is so slow that it would show hardly anything. */
function timeRange(chart, from) {
  if (from === null) {
    return [0, 1];
  }
  const times = chart.data[0];
  // What uPlot tells as the end is none where there is one point only.
  const to = times.at(-1);
  const recent = times.length - times.findIndex((time) => time >= to - LONGEST_SPAN_MILLIS);
  const start = recent > FEW_POINTS ? Math.max(from, to - LONGEST_SPAN_MILLIS) : from;
  return [Math.min(start, to - SHORTEST_SPAN_MILLIS), to];
}
