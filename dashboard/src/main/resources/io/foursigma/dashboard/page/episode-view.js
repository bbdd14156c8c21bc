// SPDX-License-Identifier: Apache-2.0
import { showAcknowledgement } from "./acknowledgement.js";
import { labelled, say } from "./dom.js";
import { stateOf } from "./episodes.js";
import { count, moment, span } from "./format.js";
import { href, sensorHref } from "./route.js";
import { ask } from "./sensor-data.js";
import { EPISODE, TEXT } from "./texts.js";

const pathOf = (id) => `api/episodes/${encodeURIComponent(id)}`;

/** One episode: since when, how far, whether it is over, who has seen it, and the way to its anomalies. */
export class EpisodeView {
  #parts;
  #model;
  #id = "";
  #asked = null;
  #problem = "";

  constructor(parts, model) {
    this.#parts = parts;
    this.#model = model;
  }

  async enter(id) {
    this.#id = id;
    this.#asked = null;
    this.#problem = "";
    this.#show();
    if (!this.#model.episodes.has(id)) {
      await this.#ask(id);
    }
  }

  leave() {
    this.#id = "";
  }

  /** Something may have changed: the episode, who has seen it, who may say so, or the time. */
  redraw() {
    if (this.#id !== "") {
      this.#show();
    }
  }

  async #ask(id) {
    try {
      const { acknowledgement, ...episode } = await ask(pathOf(id), {});
      this.#model.takeEpisodePage({ episodes: [episode], acknowledgements: acknowledgement ? [acknowledgement] : [] });
      this.#asked = episode;
    } catch (failure) {
      this.#problem = failure.status === 404 ? TEXT.noEpisode : TEXT.cannotRead;
    }
    if (id === this.#id) {
      this.#show();
    }
  }

  #show() {
    const episode = this.#model.episodes.get(this.#id) ?? this.#asked;
    this.#parts.found.hidden = episode === null;
    this.#parts.missing.hidden = episode !== null;
    if (!episode) {
      say(this.#parts.missing, this.#problem);
      return;
    }
    const { id, sensor, first, last } = episode;
    const around = Math.max(60_000, last - first);
    say(this.#parts.title, sensor);
    this.#parts.sensor.href = sensorHref(sensor, { from: first - around, to: last + around });
    this.#parts.anomalies.href = href("anomalies", "", { episode: id });
    this.#parts.numbers.replaceChildren(...this.#rows(episode));
    const known = this.#model.episodeAcknowledgements.get(id);
    showAcknowledgement(this.#parts.acknowledgement, pathOf(id), known, this.#model);
  }

  #rows(episode) {
    const now = this.#model.now();
    const state = stateOf(episode, now);
    const F = EPISODE.fields;
    const rows = [
      labelled("state", F.state, EPISODE.states[state]),
      labelled("first", F.first, moment(episode.first, now)),
      labelled("last", F.last, `${moment(episode.last, now)} (+${span(episode.last - episode.first)})`),
      labelled("count", F.count, count(episode.count)),
      labelled("peak", F.peak, episode.peakSigmas === null ? TEXT.fields.constant : String(episode.peakSigmas)),
      labelled("quiet", F.quiet, span(episode.quiet)),
      episode.closed === null
        ? labelled("closes", F.closes, moment(episode.closesAfter, now))
        : labelled("closed", F.closed, moment(episode.closed, now)),
      labelled("reopened", F.reopened, count(episode.reopened)),
      labelled("revision", F.revision, count(episode.revision)),
    ];
    rows[0].dataset.episodeState = state;
    return rows;
  }
}
