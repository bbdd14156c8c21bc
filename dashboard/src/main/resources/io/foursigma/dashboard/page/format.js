// SPDX-License-Identifier: Apache-2.0

/** Numbers and times as people read them. */

const COUNT = new Intl.NumberFormat("en");

const MINUS = "\u2212";

let times = timesIn(undefined);

/** Whether times are told in UTC from now on; else they are in the reader's time zone. */
export function tellUtc(utc) {
  times = timesIn(utc ? "UTC" : undefined);
}

function timesIn(timeZone) {
  const format = (parts) => new Intl.DateTimeFormat("en-GB", { ...parts, timeZone });
  return {
    utc: timeZone === "UTC",
    clock: format({ hour: "2-digit", minute: "2-digit", second: "2-digit" }),
    day: format({ day: "numeric", month: "short" }),
    date: format({ dateStyle: "short" }),
  };
}

export const count = (number) => COUNT.format(number);

/** The time of day. */
export const clock = (millis) => times.clock.format(millis);

/** The time of day, with milliseconds where they are not 0, as for a window shorter than a second. */
export const preciseClock = (millis) =>
  millis % 1000 === 0 ? clock(millis) : `${clock(millis)}.${String(((millis % 1000) + 1000) % 1000).padStart(3, "0")}`;

/** A time of day, with its day before it if that is not today. */
export function moment(millis, nowMillis) {
  const sameDay = times.date.format(millis) === times.date.format(nowMillis);
  return sameDay ? clock(millis) : `${times.day.format(millis)}, ${clock(millis)}`;
}

/**
 * A number with this many decimals, or in powers of ten where that would show nothing but zeros or a long row of digits.
 */
export function number(value, decimals) {
  const size = Math.abs(value);
  const tooSmall = size > 0 && size < 0.5 * 10 ** -decimals;
  const text = size >= 1e9 || tooSmall ? value.toExponential(2) : value.toFixed(decimals);
  return text.replace(/^-/, MINUS);
}

/** How many decimals let a standard deviation show three digits; the same for all numbers of a sensor, so none jumps. */
export function decimalsFor(std, value) {
  const scale = std > 0 ? std : Math.abs(value) / 100 || 1;
  return Math.min(8, Math.max(0, 2 - Math.floor(Math.log10(scale))));
}

/** A number with four digits, without zeros at its end. */
export function brief(value) {
  const size = Math.abs(value);
  const text = size !== 0 && (size >= 1e7 || size < 1e-4) ? value.toExponential(3) : String(Number(value.toPrecision(4)));
  return text.replace(/^-/, MINUS);
}

/** Four digits, or all of them where four do not tell the value from the mean. */
export const apart = (value, mean) => (brief(value) === brief(mean) ? String(value).replace(/^-/, MINUS) : brief(value));

/** Standard deviations with one decimal; with all where rounding would make 4.0001 look like the bound itself. */
export function sigmaText({ sigmas, rule }) {
  if (sigmas >= 1e5) {
    return sigmas.toExponential(1);
  }
  const text = sigmas.toFixed(1);
  return Number(text) > rule.sigmas ? text : String(sigmas);
}

const SPANS = [
  [86_400_000, "d"],
  [3_600_000, "h"],
  [60_000, "min"],
  [1_000, "s"],
];

/** A span of time in its greatest fitting unit. */
export function span(millis) {
  const [size, unit] = SPANS.find(([each]) => millis >= each) ?? [1, "ms"];
  return `${Number((millis / size).toPrecision(3))} ${unit}`;
}

/** A time as an input of date and time shows it; empty for none. */
export function localInput(millis) {
  if (millis === "") {
    return "";
  }
  const date = new Date(Number(millis));
  const shift = times.utc ? 0 : date.getTimezoneOffset() * 60_000;
  return new Date(date.getTime() - shift).toISOString().slice(0, 19);
}

/** Epoch milliseconds of what an input of date and time shows; empty for none. */
export const readLocalInput = (text) => (text === "" ? "" : Date.parse(times.utc ? `${text}Z` : text));
