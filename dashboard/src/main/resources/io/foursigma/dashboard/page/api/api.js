// SPDX-License-Identifier: Apache-2.0
// Shows the description of the HTTP interface, openapi.json, to people.

const main = document.querySelector("#api");
const status = document.querySelector("#status");

/** An element with attributes and children; texts are never read as HTML. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** What a reference stands for; what is no reference stands for itself. */
function resolved(api, node) {
  if (typeof node.$ref !== "string") {
    return node;
  }
  return node.$ref
    .slice(2)
    .split("/")
    .reduce((found, part) => found[part], api);
}

function link(name) {
  return element("a", { href: `#${anchor("schema", name)}` }, name);
}

function anchor(...parts) {
  return parts.join("-").replaceAll(/[^\w.-]+/g, "-");
}

/** A schema in a few words: its type, its range, and a link where it has a name. */
function kind(schema) {
  const words = element("span", { class: "kind" });
  if (schema.$ref) {
    words.append(link(schema.$ref.split("/").at(-1)));
  } else if (schema.anyOf) {
    schema.anyOf.forEach((one, index) => words.append(index ? " or " : "", kind(one)));
  } else if (schema.enum || "const" in schema) {
    words.append((schema.enum ?? [schema.const]).map((value) => JSON.stringify(value)).join(" or "));
  } else if (schema.items) {
    words.append("array of ", kind(schema.items));
  } else {
    words.append([schema.type ?? "any"].flat().join(" or "));
  }
  const ends = [
    "minimum" in schema ? `from ${schema.minimum}` : "",
    "exclusiveMinimum" in schema ? `above ${schema.exclusiveMinimum}` : "",
    "maximum" in schema ? `to ${schema.maximum}` : "",
    "maxLength" in schema ? `up to ${schema.maxLength} characters` : "",
  ].filter(Boolean);
  words.append(ends.length ? `, ${ends.join(" ")}` : "", "default" in schema ? `, default ${schema.default}` : "");
  return words;
}

/** The fields of an object, or the kind of anything else. */
function fields(schema) {
  if (!schema.properties) {
    return element("p", {}, kind(schema));
  }
  const list = element("dl");
  for (const [name, field] of Object.entries(schema.properties)) {
    const inner = field.items?.properties ? field.items : field;
    list.append(
      element("dt", {}, element("code", {}, name)),
      element("dd", {}, kind(field), field.description ? ` – ${field.description}` : "", inner.properties ? fields(inner) : null),
    );
  }
  return list;
}

function example(value) {
  const text = typeof value === "string" ? value : JSON.stringify(value, null, 2);
  return element("pre", { tabindex: "0", role: "region", "aria-label": "Example" }, text);
}

function parameters(api, operation) {
  const all = (operation.parameters ?? []).map((parameter) => resolved(api, parameter));
  if (!all.length) {
    return null;
  }
  const list = element("dl");
  for (const parameter of all) {
    const shown = "example" in parameter ? ` Example: ${parameter.example}` : "";
    list.append(
      element("dt", {}, element("code", {}, parameter.name), parameter.required ? " (needed)" : ""),
      element("dd", {}, kind(parameter.schema), ` – ${parameter.description ?? ""}${shown}`),
    );
  }
  return element("section", { "data-part": "parameters" }, element("h4", {}, "Parameters"), list);
}

function bodies(content) {
  return Object.entries(content ?? {}).flatMap(([type, medium]) => [
    element("p", {}, element("code", {}, type)),
    medium.schema ? fields(medium.schema) : null,
    "example" in medium ? example(medium.example) : null,
  ]);
}

function answers(api, operation) {
  const list = Object.entries(operation.responses).map(([code, reference]) => {
    const answer = resolved(api, reference);
    const headers = Object.entries(answer.headers ?? {}).map(([name, header]) =>
      element("p", {}, element("code", {}, name), ` – ${resolved(api, header).description}`),
    );
    const summary = element("summary", {}, element("b", {}, code), ` ${answer.description}`);
    return element("details", { "data-answer": code }, summary, ...headers, ...bodies(answer.content));
  });
  return element("section", { "data-part": "answers" }, element("h4", {}, "Answers"), ...list);
}

function requestBody(api, operation) {
  if (!operation.requestBody) {
    return null;
  }
  const body = resolved(api, operation.requestBody);
  return element("section", {}, element("h4", {}, "Body"), element("p", {}, body.description ?? ""), ...bodies(body.content));
}

function article(api, path, method, operation) {
  const id = anchor(method, path.slice(1));
  return element(
    "article",
    { id, "data-path": path, "data-method": method },
    element("h3", {}, element("a", { href: `#${id}` }, element("code", {}, `${method.toUpperCase()} ${path}`))),
    element("p", {}, operation.summary),
    operation.description ? element("p", { class: "hint" }, operation.description) : null,
    parameters(api, operation),
    requestBody(api, operation),
    answers(api, operation),
  );
}

function render(api) {
  const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const contents = operations.map(({ path, method }) =>
    element("li", {}, element("a", { href: `#${anchor(method, path.slice(1))}` }, `${method.toUpperCase()} ${path}`)),
  );
  const schemas = Object.entries(api.components.schemas).map(([name, schema]) =>
    element(
      "details",
      { id: anchor("schema", name), "data-schema": name },
      element("summary", {}, element("code", {}, name), schema.description ? ` – ${schema.description}` : ""),
      fields(schema),
    ),
  );
  main.replaceChildren(
    element("p", {}, api.info.description),
    element("nav", { "aria-label": "Paths" }, element("ul", {}, ...contents)),
    element("h2", {}, "Paths"),
    ...operations.map(({ path, method, operation }) => article(api, path, method, operation)),
    element("h2", {}, "Schemas"),
    ...schemas,
  );
}

/** Opens and shows what the address names; the browser looked for it before it was there. */
function showTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target) {
    target.open = true;
    target.scrollIntoView();
  }
}

try {
  const answer = await fetch("../api/openapi.json");
  if (!answer.ok) {
    throw new Error(`HTTP ${answer.status}`);
  }
  render(await answer.json());
  addEventListener("hashchange", showTarget);
  showTarget();
} catch (problem) {
  status.textContent = `The description cannot be shown (${problem.message}). Load the page again.`;
}
main.setAttribute("aria-busy", "false");
