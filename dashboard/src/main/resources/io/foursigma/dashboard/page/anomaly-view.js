// SPDX-License-Identifier: Apache-2.0
import { showAcknowledgement } from "./acknowledgement.js";
import { labelled, row, say } from "./dom.js";
import { moment, preciseClock, span } from "./format.js";
import { drawPicture } from "./picture.js";
import { episodeHref, sensorHref } from "./route.js";
import { ask } from "./sensor-data.js";
import { SENTENCES, TEXT } from "./texts.js";

const pathOf = (id) => `api/anomalies/${encodeURIComponent(id)}`;

/** One anomaly: why it is one, in words, numbers and a picture, and whether Kafka still says the same. */
export class AnomalyView {
  #parts;
  #model;
  #id = "";
  #anomaly = null;
  #answer = null;
  #problem = "";

  constructor(parts, model) {
    this.#parts = parts;
    this.#model = model;
    parts.recompute.addEventListener("click", () => this.#recompute());
  }

  async enter(id) {
    this.#id = id;
    this.#answer = null;
    this.#problem = "";
    this.#parts.outcome.hidden = true;
    this.#parts.compared.hidden = true;
    this.#anomaly = this.#model.anomalies.find((each) => each.id === id) ?? null;
    this.#show();
    if (!this.#anomaly) {
      try {
        const { acknowledgement, ...anomaly } = await ask(pathOf(id), {});
        this.#model.takeAcknowledgements({ anomalies: [anomaly], acknowledgements: acknowledgement ? [acknowledgement] : [] });
        this.#anomaly = anomaly;
        this.#show();
      } catch (failure) {
        this.#problem = failure.status === 404 ? TEXT.noAnomaly : TEXT.cannotRead;
        this.#show();
      }
    }
  }

  leave() {
    this.#id = "";
  }

  redraw() {
    this.#show();
  }

  #show() {
    const anomaly = this.#anomaly;
    this.#parts.found.hidden = anomaly === null;
    this.#parts.missing.hidden = anomaly !== null;
    if (!anomaly) {
      say(this.#parts.missing, this.#problem);
      return;
    }
    const around = 30 * (anomaly.window.end - anomaly.window.start);
    this.#parts.title.textContent = anomaly.sensor;
    this.#parts.sensor.href = sensorHref(anomaly.sensor, { from: anomaly.time - around, to: anomaly.time + around });
    const reach = anomaly.rule.sigmas * Math.max(anomaly.baseline.std, anomaly.rule.minStd);
    const [low, high] = [anomaly.baseline.mean - reach, anomaly.baseline.mean + reach];
    say(this.#parts.words, `${SENTENCES.explanation(anomaly)} ${SENTENCES.bounds(low, high, anomaly.rule)}`);
    this.#parts.numbers.replaceChildren(...this.#rows(anomaly, low, high));
    const known = this.#model.acknowledgements.get(anomaly.id);
    showAcknowledgement(this.#parts.acknowledgement, pathOf(anomaly.id), known, this.#model);
    this.#parts.episode.hidden = anomaly.episode === null;
    this.#parts.episode.href = episodeHref(anomaly.episode ?? "");
    drawPicture(this.#parts.picture, anomaly, low, high, this.#answer?.recomputed?.readings ?? []);
  }

  #rows(anomaly, low, high) {
    const { baseline, position, rule } = anomaly;
    const now = this.#model.now();
    const since = (time, before) => `${moment(time, now)}.${String(time % 1000).padStart(3, "0")} (+${span(Math.max(0, time - before))})`;
    const T = TEXT.fields;
    return [
      labelled("value", T.value, String(anomaly.value)),
      labelled("sigmas", T.sigmas, anomaly.sigmas === null ? T.constant : String(anomaly.sigmas)),
      labelled("bounds", T.bounds, `${low} \u2026 ${high}`),
      labelled("mean", T.mean, String(baseline.mean)),
      labelled("std", T.std, String(baseline.std)),
      labelled("count", T.count, String(baseline.count)),
      labelled("baseline", T.baseline, `${moment(baseline.start, now)} \u2026 ${preciseClock(baseline.end)}`),
      labelled("rule", T.rule, T.ruleOf(rule)),
      labelled("time", T.time, `${moment(anomaly.time, now)}.${String(anomaly.time % 1000).padStart(3, "0")}`),
      labelled("received", T.received, since(anomaly.received, anomaly.time)),
      labelled("judged", T.judged, since(anomaly.judged, anomaly.received)),
      labelled("position", T.position, T.positionOf(position)),
    ];
  }

  async #recompute() {
    const id = this.#id;
    this.#parts.recompute.disabled = true;
    this.#parts.outcome.hidden = false;
    this.#parts.outcome.dataset.outcome = "running";
    say(this.#parts.outcome, TEXT.recomputing);
    try {
      const answer = await ask(`${pathOf(id)}/explain`, {});
      if (id === this.#id) {
        this.#answer = answer;
        this.#showOutcome(answer);
        this.#show();
      }
    } catch (failure) {
      this.#parts.outcome.dataset.outcome = "failed";
      say(this.#parts.outcome, `${TEXT.cannotRead} ${failure.message}`);
    }
    this.#parts.recompute.disabled = false;
  }

  #showOutcome({ outcome, sentences, differences }) {
    this.#parts.outcome.dataset.outcome = outcome;
    say(this.#parts.outcome, [SENTENCES.recomputed[outcome], ...sentences].join(" "));
    this.#parts.compared.hidden = differences.length === 0;
    this.#parts.compared
      .querySelector("tbody")
      .replaceChildren(...differences.map(({ field, stored, recomputed }) => row("td", field, String(stored), String(recomputed))));
  }
}
