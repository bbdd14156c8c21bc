// SPDX-License-Identifier: Apache-2.0
import { element, say } from "./dom.js";
import { moment, span } from "./format.js";
import { showList } from "./keyed-list.js";
import { episodeHref } from "./route.js";
import { seenLine, showSeen } from "./seen.js";
import { EPISODE } from "./texts.js";

/** What an episode is by now: open, closed, or quiet, which is open while the present lies beyond the time that closes it. */
export const stateOf = ({ state, closesAfter }, nowMillis) => (state === "open" && closesAfter < nowMillis ? "quiet" : state);

/** Puts episodes into a list, each with its state by now and who has seen it. */
export function showEpisodes(list, episodes, model) {
  const now = model.now();
  showList(list, episodes, {
    key: "episode",
    version: ({ revision }) => String(revision),
    build: (episode) => build(episode, now),
    renew: (item, episode) => {
      const state = stateOf(episode, now);
      item.dataset.episodeState = state;
      say(item.querySelector(".episode-state"), EPISODE.states[state]);
      showSeen(item, model.episodeAcknowledgements.get(episode.id), now);
    },
  });
}

function build(episode, nowMillis) {
  const item = element("li", "anomaly episode");
  const head = element("div", "anomaly-head");
  const sensor = element("a", "anomaly-sensor", episode.sensor);
  sensor.href = episodeHref(episode.id);
  sensor.title = episode.sensor;
  const time = element("time", "", moment(episode.first, nowMillis));
  time.dateTime = new Date(episode.first).toISOString();
  head.append(sensor, element("span", "episode-state"), time);
  item.append(head, element("p", "", EPISODE.sentence(episode, span(episode.last - episode.first))), seenLine());
  return item;
}
