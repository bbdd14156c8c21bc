// SPDX-License-Identifier: Apache-2.0

/** A form in which a sensor's unit and limits are changed. */

import { disorder, LIMIT_NAMES } from "./policy.js";
import { POLICY } from "./texts.js";

const NAMES = Object.keys(POLICY.labels);

let forms = 0;

/**
 * Builds the form in an element, in place of what it holds. Who may not edit sees the same with all of it disabled. The
 * form changes only what it shows: where somebody else was faster, it says so and shows the newer values.
 *
 * @param element where it goes
 * @param sensorName the sensor's name
 * @param policy the sensor's policy as the live stream tells it; null if it has none
 * @param options canEdit: whether the reader is an operator
 * @returns the form
 */
export function policyForm(element, sensorName, policy, { canEdit }) {
  forms += 1;
  const shown = { policy };
  const fields = new Map(NAMES.map((name) => [name, field(name, `policy-${forms}-${name}`)]));
  const form = make("form", { className: "policy-form", noValidate: true });
  const controls = make("fieldset", { disabled: !canEdit });
  const save = make("button", { type: "submit", textContent: POLICY.save });
  const remove = make("button", { type: "button", textContent: POLICY.remove });
  const status = make("p", { className: "policy-status" });
  status.setAttribute("role", "status");
  controls.append(
    make("legend", { textContent: POLICY.legend }),
    ...[...fields.values()].map(({ row }) => row),
    save,
    remove,
  );
  form.append(controls, status);
  element.replaceChildren(form);

  const show = (newest) => {
    shown.policy = newest;
    remove.hidden = !newest;
    fields.forEach(({ input }, name) => {
      input.value = newest?.[name] ?? "";
    });
  };

  const tell = (faults, text) => {
    fields.forEach((each, name) => complain(each, faults[name]));
    status.textContent = text;
    [...fields].find(([name]) => faults[name])?.[1].input.focus();
  };

  const submit = async (method, body) => {
    controls.disabled = true;
    status.textContent = POLICY.saving;
    const outcome = await send(method, sensorName, shown.policy, body);
    controls.disabled = !canEdit;
    if ("policy" in outcome) {
      show(outcome.policy);
    }
    tell(outcome.faults ?? {}, outcome.text);
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const { body, faults } = read(fields);
    if (Object.keys(faults).length > 0) {
      tell(faults, POLICY.marked);
    } else {
      submit("PUT", body);
    }
  });
  remove.addEventListener("click", () => submit("DELETE"));
  show(policy ?? null);
  return form;
}

function make(tag, properties) {
  return Object.assign(document.createElement(tag), properties);
}

function field(name, id) {
  const row = make("div", { className: "policy-field" });
  const label = make("label", { htmlFor: id, textContent: POLICY.labels[name] });
  const input = make("input", { id, name, type: "text", autocomplete: "off" });
  if (name === "unit") {
    input.maxLength = 64; // counts halves of characters; the relay counts 32 whole ones
  } else {
    input.inputMode = "decimal";
  }
  const error = make("p", { id: `${id}-error`, className: "policy-error", hidden: true });
  row.append(label, input, error);
  return { row, input, error };
}

function complain({ input, error }, fault) {
  error.textContent = fault ?? "";
  error.hidden = !fault;
  input.setAttribute("aria-invalid", String(Boolean(fault)));
  if (fault) {
    input.setAttribute("aria-describedby", error.id);
  } else {
    input.removeAttribute("aria-describedby");
  }
}

/** What stands in the fields, and what is wrong with it. A comma is taken for the point that people mean by it. */
function read(fields) {
  const unit = fields.get("unit").input.value.trim();
  const body = { unit: unit === "" ? null : unit };
  const faults = [...unit].length > 32 ? { unit: POLICY.unitTooLong } : {};
  for (const name of LIMIT_NAMES) {
    const text = fields.get(name).input.value.trim().replace("\u2212", "-").replace(",", ".");
    const number = Number(text);
    if (text !== "" && !Number.isFinite(number)) {
      faults[name] = POLICY.noNumber;
    }
    body[name] = text === "" ? null : number;
  }
  return { body, faults: { ...disorder(body), ...faults } };
}

/** Sends a change. What comes back: a text to tell, `faults` by field, and `policy` where another one is to be shown. */
async function send(method, sensorName, policy, body) {
  const address = `/api/policies/${encodeURIComponent(sensorName)}`;
  try {
    const answer = await fetch(address, {
      method,
      headers: {
        "Content-Type": "application/json",
        ...(policy ? { "If-Match": policy.tag } : { "If-None-Match": "*" }),
      },
      body: body && JSON.stringify(body),
    });
    if (answer.status === 204) {
      return { policy: null, text: POLICY.removed };
    }
    if (answer.ok) {
      return { policy: await answer.json(), text: POLICY.saved };
    }
    if (answer.status === 412) {
      return { policy: await current(address), text: POLICY.faster };
    }
    return refusal(await answer.json());
  } catch (failure) {
    return { text: POLICY.noAnswer(failure.message) };
  }
}

async function current(address) {
  const answer = await fetch(address);
  return answer.ok ? answer.json() : null;
}

function refusal({ detail, errors = [] }) {
  const faults = Object.fromEntries(errors.map(({ parameter, reason, cure }) => [parameter, `${reason}: ${cure}`]));
  return { faults, text: errors.length > 0 ? POLICY.marked : POLICY.refused(detail) };
}
