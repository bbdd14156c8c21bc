// SPDX-License-Identifier: Apache-2.0
import { element } from "./dom.js";
import { moment, sigmaText } from "./format.js";
import { anomalyHref } from "./route.js";
import { SENTENCES } from "./texts.js";

/** Puts anomalies into a list: those that are new are made, those that are not among them are removed. */
export function showAnomalies(list, anomalies, nowMillis) {
  const items = new Map([...list.children].map((item) => [item.dataset.anomaly, item]));
  let place = list.firstElementChild;
  for (const anomaly of anomalies) {
    const item = items.get(anomaly.id);
    if (!item) {
      list.insertBefore(build(anomaly, nowMillis), place);
    } else {
      items.delete(anomaly.id);
      place = item.nextElementSibling;
    }
  }
  items.forEach((item) => item.remove());
}

/** The same without having it read out as news; anew where times are told in another way. */
export function showQuietly(list, anomalies, nowMillis, anew) {
  list.setAttribute("aria-live", "off");
  if (anew) {
    list.replaceChildren();
  }
  showAnomalies(list, anomalies, nowMillis);
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
  item.append(head, element("p", "", SENTENCES.explanation(anomaly)));
  return item;
}
