// SPDX-License-Identifier: Apache-2.0
import uPlot from "./vendor/uplot-1.6.32/uPlot.esm.js";
import { axes, color, valueRange } from "./chart-parts.js";

const FEW_POINTS = 200;

const steps = uPlot.paths.stepped({ align: 1 });
const hidden = { stroke: "transparent", points: { show: false } };

/** What is drawn, from the back to the front; the first row is the time. */
const SERIES = [
  {},
  { ...hidden, key: "upper", paths: steps },
  { ...hidden, key: "lower", paths: steps },
  { ...hidden, key: "greatest", paths: steps },
  { ...hidden, key: "least", paths: steps },
  {
    key: "value",
    stroke: color("--value"),
    width: 1.2,
    points: { show: (chart) => shownPoints(chart) <= FEW_POINTS, size: 4, fill: color("--value") },
  },
  { key: "baseline", stroke: color("--baseline"), width: 1.25, dash: [4, 4], points: { show: false }, paths: steps },
  { key: "windowMean", stroke: color("--window"), width: 1.5, points: { show: false }, paths: steps },
  { key: "mean", stroke: color("--mean"), width: 1.75, spanGaps: true, points: { show: false } },
  {
    key: "anomaly",
    stroke: color("--anomaly"),
    paths: () => null,
    points: { show: true, size: 10, stroke: color("--surface"), width: 1.5, fill: color("--anomaly") },
  },
];

const KEYS = SERIES.slice(1).map(({ key }) => key);
const HELD = new Set(["greatest", "least", "baseline", "windowMean", "mean"]);
const at = (key) => KEYS.indexOf(key) + 1;

/** Of a row that is in one of the tables only, the others know nothing; where a table says null, its line is broken. */
const NULLS = KEYS.map(() => 1);

const shownPoints = (chart) => (chart.series[0].idxs ? chart.series[0].idxs[1] - chart.series[0].idxs[0] : 0);

/**
 * The chart of one sensor. Tables of different times are joined: points as they come, windows, readings, anomalies.
 */
export class DetailChart {
  #chart;
  #figure;
  #range = [0, 1];
  #resizes;

  /**
   * @param {HTMLElement} figure holds it
   * @param {(from: number, to: number) => void} onSelect hears which span the reader has drawn, epoch milliseconds
   * @param {(row: object | null) => void} onPoint hears what is under the crosshair
   */
  constructor(figure, onSelect, onPoint) {
    this.#figure = figure;
    this.#chart = new uPlot(
      {
        width: figure.clientWidth,
        height: figure.clientHeight,
        ms: 1,
        padding: [10, 8, 0, 0],
        legend: { show: false },
        cursor: { drag: { x: true, y: false, setScale: false }, points: { size: 7 } },
        series: SERIES.map(({ key, ...series }) => series),
        bands: [
          { series: [at("upper"), at("lower")], fill: color("--band") },
          { series: [at("greatest"), at("least")], fill: color("--range") },
        ],
        scales: { x: { time: true, range: () => this.#range }, y: { range: valueRange } },
        axes: axes(),
        hooks: {
          setSelect: [(chart) => select(chart, onSelect)],
          setCursor: [(chart) => onPoint(rowAt(chart, chart.cursor.idx))],
        },
      },
      SERIES.map(() => []),
      figure,
    );
    this.#resizes = new ResizeObserver(() => {
      this.#chart.setSize({ width: figure.clientWidth, height: figure.clientHeight });
    });
    this.#resizes.observe(figure);
  }

  /**
   * Draws.
   *
   * @param {[number, number]} range the span of time, epoch milliseconds
   * @param {object[][]} tables of rows with `time` and some of: upper, lower, greatest, least, value, baseline, windowMean,
   *     mean, anomaly; each in the order of time
   */
  draw(range, tables) {
    this.#range = range;
    const used = tables.filter((table) => table.length > 0);
    this.#chart.setData(used.length === 0 ? SERIES.map(() => []) : merge(used));
    const anomalies = tables.flat().filter((row) => row.anomaly !== undefined && row.anomaly !== null);
    this.#figure.dataset.points = tables.flat().filter((row) => row.value !== undefined).length;
    this.#figure.dataset.windows = tables.flat().filter((row) => row.windowMean !== undefined).length;
    this.#figure.dataset.marked = new Set(anomalies.map((row) => `${row.time} ${row.anomaly}`)).size;
  }

  destroy() {
    this.#resizes.disconnect();
    this.#chart.destroy();
  }
}

/** One table with a row for each time, in which each series has what one of the tables says. */
function merge(tables) {
  const joined = uPlot.join(
    tables.map((rows) => [rows.map((row) => row.time), ...KEYS.map((key) => rows.map((row) => row[key]))]),
    tables.map(() => [0, ...NULLS]),
  );
  const length = joined[0].length;
  return [
    joined[0],
    ...KEYS.map((key, k) => {
      const column = new Array(length);
      for (let table = 0; table < tables.length; table++) {
        const values = joined[1 + table * KEYS.length + k];
        for (let i = 0; i < length; i++) {
          column[i] = values[i] === undefined ? column[i] : values[i];
        }
      }
      return column;
    }),
  ];
}

function select(chart, onSelect) {
  const { left, width } = chart.select;
  if (width > 3) {
    onSelect(Math.floor(chart.posToVal(left, "x")), Math.ceil(chart.posToVal(left + width, "x")));
    chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  }
}

/** What the chart shows at a time: of steps that hold until the next one, the last one before. */
function rowAt(chart, index) {
  if (index === null || index === undefined) {
    return null;
  }
  const row = { time: chart.data[0][index] };
  KEYS.forEach((key, k) => {
    const column = chart.data[k + 1];
    let at = index;
    while (HELD.has(key) && at > 0 && column[at] === undefined) {
      at--;
    }
    row[key] = column[at];
  });
  return row;
}
