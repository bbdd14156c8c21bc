// SPDX-License-Identifier: Apache-2.0
import { element, say } from "./dom.js";
import { SENTENCES, TEXT } from "./texts.js";

const MOST_CHARACTERS = 500;

/**
 * Shows who has seen an anomaly, and lets an operator say so, or take it back. What somebody is just writing stays.
 *
 * @param {HTMLElement} place holds it
 * @param {string} id of the anomaly
 * @param {Model} model knows the acknowledgements
 */
export function showAcknowledgement(place, id, model) {
  const known = model.acknowledgements.get(id);
  const state = `${id} ${known?.tag ?? ""} ${model.canEdit}`;
  if (place.dataset.shown !== state) {
    place.dataset.shown = state;
    place.dataset.acknowledged = known !== undefined;
    place.replaceChildren(...(known ? given(id, known, model) : missing(id, model)));
  }
}

function given(id, { by, at, note }, model) {
  const words = element("p", "", SENTENCES.acknowledged(by, at, model.now(), note));
  return model.canEdit ? [words, ...action(TEXT.takeBack, () => send("DELETE", id))] : [words];
}

function missing(id, model) {
  if (!model.canEdit) {
    return [element("p", "hint", TEXT.notAcknowledged)];
  }
  const label = element("label", "", TEXT.note);
  const note = element("input");
  note.maxLength = MOST_CHARACTERS;
  note.name = "note";
  label.append(note);
  return [label, ...action(TEXT.acknowledge, () => send("PUT", id, { note: note.value.trim() || null }))];
}

/** A button, and a line that says what has gone wrong. The live stream shows what has gone right. */
function action(text, act) {
  const button = element("button", "choice", text);
  button.type = "button";
  const problem = element("p", "problem");
  problem.setAttribute("role", "alert");
  problem.hidden = true;
  button.addEventListener("click", async () => {
    button.disabled = true;
    const wrong = await act();
    button.disabled = false;
    problem.hidden = wrong === null;
    say(problem, wrong ?? "");
  });
  return [button, problem];
}

async function send(method, id, body) {
  try {
    const answer = await fetch(`api/anomalies/${encodeURIComponent(id)}/acknowledgement`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return answer.ok ? null : ((await answer.json()).detail ?? String(answer.status));
  } catch {
    return TEXT.cannotReach;
  }
}
