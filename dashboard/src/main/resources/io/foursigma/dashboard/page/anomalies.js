// SPDX-License-Identifier: Apache-2.0
import { element } from "./dom.js";
import { moment, sigmaText } from "./format.js";
import { showList } from "./keyed-list.js";
import { anomalyHref } from "./route.js";
import { seenLine, showSeen } from "./seen.js";
import { SENTENCES } from "./texts.js";

/** Puts anomalies into a list, each with who has seen it. */
export function showAnomalies(list, anomalies, model) {
  const now = model.now();
  showList(list, anomalies, {
    key: "anomaly",
    version: () => "",
    build: (anomaly) => build(anomaly, now),
    renew: (item, { id }) => showSeen(item, model.acknowledgements.get(id), now),
  });
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
  item.append(head, element("p", "", SENTENCES.explanation(anomaly)), seenLine());
  return item;
}
