// SPDX-License-Identifier: Apache-2.0
import { element } from "./card.js";
import { explanation, moment, sigmaText } from "./format.js";

/** Puts the anomalies of the model into the list: those that are new are made, those that are too many are removed. */
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

function build(anomaly, nowMillis) {
  const item = element("li", "anomaly");
  item.dataset.anomaly = anomaly.id;
  const head = element("div", "anomaly-head");
  const sensor = element("span", "anomaly-sensor", anomaly.sensor);
  sensor.title = anomaly.sensor;
  const time = element("time", "", moment(anomaly.time, nowMillis));
  time.dateTime = new Date(anomaly.time).toISOString();
  head.append(sensor);
  if (anomaly.sigmas !== null) {
    head.append(element("span", "anomaly-sigmas", `${sigmaText(anomaly)} σ`));
  }
  head.append(time);
  item.append(head, element("p", "", explanation(anomaly)));
  return item;
}
