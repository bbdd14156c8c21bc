// SPDX-License-Identifier: Apache-2.0

/** The address of a view: what is behind the '#', as a path and a query. */
export function readRoute(hash = location.hash) {
  const [path, query = ""] = hash.replace(/^#\/?/, "").split("?");
  const slash = path.indexOf("/");
  const view = slash < 0 ? path : path.slice(0, slash);
  return {
    view: view || "sensors",
    name: slash < 0 ? "" : decode(path.slice(slash + 1)),
    query: new URLSearchParams(query),
  };
}

/** The address of a view. Parameters that are null or empty are left out; those of a list are given one by one. */
export function href(view, name = "", parameters = {}) {
  const query = new URLSearchParams(
    Object.entries(parameters)
      .flatMap(([key, value]) => [value].flat().map((each) => [key, each]))
      .filter(([, value]) => value !== null && value !== undefined && value !== "")
      .map(([key, value]) => [key, String(value)]),
  ).toString();
  return `#/${view}${name ? `/${encodeURIComponent(name)}` : ""}${query ? `?${query}` : ""}`;
}

export const sensorHref = (name, range = {}) => href("sensor", name, range);

/** All sensors of a group. */
export const overviewHref = (group) => href("sensors", "", { group });

export const anomalyHref = (id) => href("anomaly", id);

export const episodeHref = (id) => href("episode", id);

/** Changes the address of the view that is shown, without a step back to it. */
export function replaceRoute(to) {
  history.replaceState(null, "", to);
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
