// SPDX-License-Identifier: Apache-2.0

const KEPT = 2_000;

/** How long values take from their event to this page. No DOM in here. */
export class Latency {
  #delays = new Float64Array(KEPT);
  #taken = 0;

  /**
   * Takes a message.
   *
   * @param {object} message with the sensors that it tells of
   * @param {Model} model whose clock is the relay's
   */
  take({ type, sensors }, model) {
    if (type !== "update") {
      return;
    }
    const now = model.now();
    for (const { sensor, points } of sensors) {
      const known = model.sensors.get(sensor)?.time ?? 0;
      for (const [time] of points) {
        // A sensor that has just been subscribed to brings its past: that says nothing of its way here.
        if (time > known && known > 0) {
          this.#delays[this.#taken++ % KEPT] = now - time;
        }
      }
    }
  }

  /** The delay within which this share of the values came, in milliseconds; null before the first. */
  quantile(share) {
    const count = Math.min(this.#taken, KEPT);
    if (count === 0) {
      return null;
    }
    const sorted = this.#delays.slice(0, count).sort();
    return sorted[Math.min(count - 1, Math.floor(share * count))];
  }
}
