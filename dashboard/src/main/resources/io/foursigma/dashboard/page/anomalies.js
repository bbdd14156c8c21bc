// SPDX-License-Identifier: Apache-2.0
import { element, say } from "./dom.js";
import { moment, sigmaText } from "./format.js";
import { anomalyHref } from "./route.js";
import { SENTENCES } from "./texts.js";

/**
 * Puts anomalies into a list, each with who has seen it: those that are new are made, those that are not among them are
 * removed.
 */
export function showAnomalies(list, anomalies, model) {
  const now = model.now();
  const items = new Map([...list.children].map((item) => [item.dataset.anomaly, item]));
  let place = list.firstElementChild;
  for (const anomaly of anomalies) {
    let item = items.get(anomaly.id);
    if (!item) {
      item = build(anomaly, now);
      list.insertBefore(item, place);
    } else {
      items.delete(anomaly.id);
      place = item.nextElementSibling;
    }
    showSeen(item, model.acknowledgements.get(anomaly.id), now);
  }
  items.forEach((item) => item.remove());
}

/** The same without having it read out as news; anew where times are told in another way. */
export function showQuietly(list, anomalies, model, anew) {
  list.setAttribute("aria-live", "off");
  if (anew) {
    list.replaceChildren();
  }
  showAnomalies(list, anomalies, model);
  list.setAttribute("aria-live", "polite");
}

function build(anomaly, nowMillis) {
  const item = element("li", "anomaly");
  item.dataset.anomaly = anomaly.id;
  const head = element("div", "anomaly-head");
  const sensor = element("a", "anomaly-sensor", anomaly.sensor);
  sensor.href = anomalyHref(anomaly.id);
  sensor.title = anomaly.sensor;
  const time = element("time", "", moment(anomaly.time, nowMillis));
  time.dateTime = new Date(anomaly.time).toISOString();
  head.append(sensor);
  if (anomaly.sigmas !== null) {
    head.append(element("span", "anomaly-sigmas", `${sigmaText(anomaly)} σ`));
  }
  head.append(time);
  const seen = element("p", "anomaly-seen");
  seen.hidden = true;
  item.append(head, element("p", "", SENTENCES.explanation(anomaly)), seen);
  return item;
}

function showSeen(item, acknowledgement, nowMillis) {
  const seen = item.querySelector(".anomaly-seen");
  item.dataset.acknowledged = acknowledgement !== undefined;
  seen.hidden = !acknowledgement;
  if (acknowledgement) {
    const { by, at, note } = acknowledgement;
    say(seen, SENTENCES.acknowledged(by, at, nowMillis, note));
  }
}
