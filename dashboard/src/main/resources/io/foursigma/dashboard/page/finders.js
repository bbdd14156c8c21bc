// SPDX-License-Identifier: Apache-2.0
import { showAnomalies, showQuietly } from "./anomalies.js";
import { showEpisodes } from "./episodes.js";
import { Finder } from "./finder.js";
import { newestFirst } from "./model.js";

/** Anomalies that the reader looks for. */
export const anomalyFinder = (parts, model) =>
  new Finder(parts, model, {
    view: "anomalies",
    path: "api/anomalies",
    fields: ["sensor", "from", "to", "sigmas", "episode"],
    takePage: (page) => {
      model.takeAcknowledgements(page);
      return page.anomalies;
    },
    fits: ({ sensor, time, sigmas, episode }, filter) =>
      isOf(sensor, filter) &&
      (filter.from === "" || time >= Number(filter.from)) &&
      (filter.to === "" || time < Number(filter.to)) &&
      (filter.sigmas === "" || sigmas === null || sigmas >= Number(filter.sigmas)) &&
      (filter.episode === "" || episode === filter.episode),
    order: newestFirst,
    show: (list, items, { anew, isNews }) =>
      isNews ? showAnomalies(list, items, model) : showQuietly(list, items, model, anew),
  });

/** Episodes that the reader looks for. */
export const episodeFinder = (parts, model) =>
  new Finder(parts, model, {
    view: "episodes",
    path: "api/episodes",
    fields: ["sensor", "from", "to", "state"],
    takePage: (page) => {
      model.takeEpisodePage(page);
      return page.episodes.map((episode) => newer(episode, model.episodes.get(episode.id)));
    },
    fits: ({ sensor, first, last, state }, filter) =>
      isOf(sensor, filter) &&
      (filter.from === "" || last >= Number(filter.from)) &&
      (filter.to === "" || first < Number(filter.to)) &&
      (filter.state === "" || state === filter.state),
    order: (a, b) => b.first - a.first || (a.id < b.id ? -1 : 1),
    show: (list, items, { anew }) => {
      if (anew) {
        list.replaceChildren();
      }
      showEpisodes(list, items, model);
    },
  });

/** The stream may be ahead of the index, or the index of the stream. */
const newer = (read, told) => (told?.revision > read.revision ? told : read);

const isOf = (sensor, filter) => filter.sensor === "" || sensor === filter.sensor;
