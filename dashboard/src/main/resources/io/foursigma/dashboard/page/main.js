// SPDX-License-Identifier: Apache-2.0
import { keepAccount } from "./account.js";
import { showAnomalies } from "./anomalies.js";
import { Banner } from "./banner.js";
import { Cards } from "./cards.js";
import { connect } from "./connection.js";
import { count } from "./format.js";
import { keepLedger } from "./ledger.js";
import { Model } from "./model.js";
import { offerOlder } from "./older.js";
import { offerUtc } from "./zone.js";

const one = (selector) => document.querySelector(selector);

const WORDS = {
  connecting: "connecting",
  connected: "live",
  reconnecting: "reconnecting \u2013 values are old",
  stale: "stale \u2013 the store of latest values is away",
};

const model = new Model();
const cards = new Cards(one("#cards"), model);
const banner = new Banner(one("#banner"));

let connected = false;

/** What the reader has asked for is not read out as news. */
function showQuietly(anew) {
  const list = one("#anomalies");
  list.setAttribute("aria-live", "off");
  if (anew) {
    list.replaceChildren();
  }
  showAnomalies(list, model.anomalies, Date.now());
  list.setAttribute("aria-live", "polite");
}

const updateOlder = offerOlder(one("#older"), model, () => showQuietly(false));

offerUtc(one("#zone"), () => {
  showQuietly(true);
  cards.redraw();
  banner.show(connected, model);
});

function showState(isConnected) {
  connected = isConnected;
  const state = !connected ? "reconnecting" : model.stale() ? "stale" : "connected";
  const connection = one("#connection");
  if (connection.dataset.state !== state) {
    connection.dataset.state = state;
    one("[data-connection-text]").textContent = WORDS[state];
  }
  banner.show(connected, model);
}

function take(message) {
  const change = model.take(message);
  change.removed.forEach((name) => cards.remove(name));
  change.sensors.forEach((name) => cards.update(name));
  if (change.anomalies.length > 0) {
    const now = Date.now();
    showAnomalies(one("#anomalies"), model.anomalies, now);
    if (message.type === "anomalies") {
      change.anomalies.forEach((anomaly) => cards.alert(anomaly.sensor, now));
    }
  }
  updateOlder();
  one("#no-anomalies").hidden = model.anomalies.length > 0;
  one("#empty").hidden = model.sensors.size > 0;
  one("[data-total=sensors]").textContent = count(model.sensors.size);
  one("[data-total=readings]").textContent = count(model.readings());
  one("[data-rule=sigmas]").textContent = model.rule.sigmas;
  showState(true);
}

one("#filter").addEventListener("input", (event) => cards.filter(event.target.value));
const lookForAccount = keepAccount(one("#account"));
connect(take, () => {
  showState(false);
  lookForAccount();
});
keepLedger(one("#ledger"), one("#ledger-alarm"));
