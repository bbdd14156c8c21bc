// SPDX-License-Identifier: Apache-2.0
import { keepAccount } from "./account.js";
import { showAnomalies, showQuietly } from "./anomalies.js";
import { AnomalyView } from "./anomaly-view.js";
import { Banner } from "./banner.js";
import { Connection } from "./connection.js";
import { say } from "./dom.js";
import { EpisodeView } from "./episode-view.js";
import { anomalyFinder, episodeFinder } from "./finders.js";
import { count } from "./format.js";
import { GroupsView } from "./groups-view.js";
import { HealthView } from "./health-view.js";
import { Latency } from "./latency.js";
import { keepLedger } from "./ledger.js";
import { Model } from "./model.js";
import { offerOlder } from "./older.js";
import { Overview } from "./overview.js";
import { readRoute } from "./route.js";
import { SensorView } from "./sensor-view.js";
import { CONNECTION, EPISODE, fillTexts, TEXT } from "./texts.js";
import { offerUtc } from "./zone.js";

const one = (selector) => document.querySelector(selector);

/** The elements of a view that its code needs, by what data-part says. */
const partsOf = (view) =>
  Object.fromEntries([...view.querySelectorAll("[data-part]")].map((part) => [part.dataset.part, part]));

fillTexts(document);
say(one("[data-connection-text]"), CONNECTION.connecting);

const model = new Model();
const latency = new Latency();
const banner = new Banner(one("#banner"));
const list = one("#anomalies");
let connected = false;
let snapshots = 0;

const lookForAccount = keepAccount(one("#account"), (role) => {
  model.canEdit = role === "operator";
  sensorView.redraw();
  anomalyView.redraw();
  episodeView.redraw();
});

const connection = new Connection(model, take, () => {
  showState(false);
  lookForAccount();
});

const overview = new Overview(
  {
    grid: one("#cards"),
    table: one("#table"),
    rows: one("#rows"),
    filter: one("#filter"),
    states: one("#states"),
    layout: one("#layout"),
    group: one("#group"),
    legend: one(".sensors .legend"),
    empty: one("#empty"),
  },
  model,
  connection,
);
const sensorTitle = { title: one("#sensor-title") };
const sensorView = new SensorView({ ...partsOf(one("#view-sensor")), ...sensorTitle }, model, connection);
const episodesView = episodeFinder(partsOf(one("#view-episodes")), model);
const episodeView = new EpisodeView({ ...partsOf(one("#view-episode")), title: one("#episode-title") }, model);
const anomaliesView = anomalyFinder(partsOf(one("#view-anomalies")), model);
const anomalyView = new AnomalyView({ ...partsOf(one("#view-anomaly")), title: one("#anomaly-title") }, model);
const groupsView = new GroupsView(partsOf(one("#view-groups")));
const healthView = new HealthView(partsOf(one("#view-health")), model, latency);

const VIEWS = {
  sensors: { title: TEXT.sensors, enter: ({ query }) => overview.enter(query), leave: () => overview.leave() },
  sensor: { title: TEXT.sensors, enter: ({ name, query }) => sensorView.enter(name, query), leave: () => sensorView.leave() },
  groups: { title: TEXT.groups, enter: ({ name, query }) => groupsView.enter(name, query), leave: () => groupsView.leave() },
  episodes: { title: TEXT.episodes, enter: ({ query }) => episodesView.enter(query), leave: () => episodesView.leave() },
  episode: { title: TEXT.episodes, enter: ({ name }) => episodeView.enter(name), leave: () => episodeView.leave() },
  anomalies: { title: TEXT.anomalies, enter: ({ query }) => anomaliesView.enter(query), leave: () => anomaliesView.leave() },
  anomaly: { title: TEXT.anomalies, enter: ({ name }) => anomalyView.enter(name), leave: () => anomalyView.leave() },
  health: { title: TEXT.health, enter: () => healthView.enter(), leave: () => healthView.leave() },
};
/** Which entry of the navigation a view belongs to. */
const ENTRY = { sensor: "sensors", episode: "episodes", anomaly: "anomalies" };

let shown = null;

function showView() {
  const route = readRoute();
  if (route.view === "content") {
    return;
  }
  const view = VIEWS[route.view] ? route.view : "sensors";
  if (shown) {
    VIEWS[shown].leave();
  }
  shown = view;
  Object.keys(VIEWS).forEach((name) => (one(`#view-${name}`).hidden = name !== view));
  document.querySelectorAll("[data-view]").forEach((link) => {
    if (link.dataset.view === (ENTRY[view] ?? view)) {
      link.setAttribute("aria-current", "page");
    } else {
      link.removeAttribute("aria-current");
    }
  });
  document.title = [route.name, VIEWS[view].title, TEXT.title].filter((part) => part !== "").join(" \u2013 ");
  scrollTo(0, 0);
  VIEWS[view].enter(route);
}

function showState(isConnected) {
  connected = isConnected;
  const state = !connected ? "reconnecting" : model.stale() ? "stale" : "connected";
  one("#connection").dataset.state = state;
  say(one("[data-connection-text]"), CONNECTION[state]);
  banner.show(connected, model);
}

function take(message) {
  const isBack = message.type === "snapshot" && snapshots++ > 0;
  latency.take(message, model);
  const before = model.sensors.size;
  const change = model.take(message);
  if (change.anomalies.length > 0) {
    const show = message.type === "anomalies" ? showAnomalies : showQuietly;
    show(list, model.anomalies, model);
    anomaliesView.take(change.anomalies);
  }
  if (model.sensors.size !== before || change.removed.length > 0 || message.type === "anomalies") {
    overview.rearrange();
  }
  if (message.policies) {
    showQuietly(list, model.anomalies, model);
    anomaliesView.refresh();
    overview.rearrange();
    sensorView.policiesChanged();
    anomalyView.redraw();
  }
  episodesView.take(change.episodes);
  if (message.policies || change.episodes.length > 0 || message.type === "heartbeat") {
    episodesView.refresh();
    episodeView.redraw();
  }
  if (isBack) {
    anomaliesView.reconnected();
  }
  if (isBack || message.cut) {
    episodesView.reconnected();
  }
  overview.update(change.sensors);
  sensorView.update(change.sensors);
  showTotals();
  showState(true);
}

function showTotals() {
  updateOlder();
  const open = model.openEpisodes();
  one("#open-episodes").hidden = open === 0;
  say(one("#open-episodes"), EPISODE.open(open));
  one("#no-anomalies").hidden = model.anomalies.length > 0;
  say(one("[data-total=sensors]"), count(model.sensors.size));
  say(one("[data-total=readings]"), count(model.readings()));
  document.querySelectorAll("[data-rule=sigmas]").forEach((each) => say(each, String(model.rule.sigmas)));
}

const updateOlder = offerOlder(one("#older"), model, () => showQuietly(list, model.anomalies, model));

offerUtc(one("#zone"), () => {
  showQuietly(list, model.anomalies, model, true);
  overview.redraw();
  sensorView.redraw();
  anomaliesView.redraw();
  anomalyView.redraw();
  episodesView.redraw();
  episodeView.redraw();
  healthView.redraw();
  banner.show(connected, model);
});

keepLedger(one("#ledger"), one("#ledger-alarm"), (ledger) => healthView.takeLedger(ledger));
addEventListener("hashchange", showView);
showView();
