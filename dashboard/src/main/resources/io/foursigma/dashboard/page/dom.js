// SPDX-License-Identifier: Apache-2.0

const SVG = "http://www.w3.org/2000/svg";

/** An element with a class and a text. */
export function element(tag, className = "", text = "") {
  const made = document.createElement(tag);
  if (className) {
    made.className = className;
  }
  made.textContent = text;
  return made;
}

/** An element of a drawing. */
export function svg(tag, attributes) {
  const made = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
  return made;
}

/** Sets a text only where it is another one, so that nothing is drawn and nothing read out for nothing. */
export function say(target, text) {
  if (target.textContent !== text) {
    target.textContent = text;
  }
}

/** A row of a table of facts, with the name of the field in data-field. */
export function labelled(field, label, text) {
  const line = row("td", text);
  const head = element("th", "", label);
  head.scope = "row";
  line.prepend(head);
  line.dataset.field = field;
  return line;
}

/** A row of a table. */
export function row(tag, ...texts) {
  const made = element("tr");
  made.append(...texts.map((text) => (text instanceof Node ? text : element(tag, "", text))));
  return made;
}
