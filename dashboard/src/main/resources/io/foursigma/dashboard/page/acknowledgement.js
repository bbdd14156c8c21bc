// SPDX-License-Identifier: Apache-2.0
import { element, say } from "./dom.js";
import { SENTENCES, TEXT } from "./texts.js";

const MOST_CHARACTERS = 500;

/**
 * Shows who has seen an anomaly or an episode, and lets an operator say so, or take it back. What somebody is just writing stays.
 *
 * @param {HTMLElement} place holds it
 * @param {string} path of it over HTTP
 * @param {object | undefined} known the acknowledgement that there is
 * @param {Model} model knows who may give one
 */
export function showAcknowledgement(place, path, known, model) {
  const state = `${path} ${known?.tag ?? ""} ${model.canEdit}`;
  if (place.dataset.shown !== state) {
    place.dataset.shown = state;
    place.dataset.acknowledged = known !== undefined;
    place.replaceChildren(...(known ? given(path, known, model) : missing(path, model)));
  }
}

function given(path, { by, at, note }, model) {
  const words = element("p", "", SENTENCES.acknowledged(by, at, model.now(), note));
  return model.canEdit ? [words, ...action(TEXT.takeBack, () => send("DELETE", path))] : [words];
}

function missing(path, model) {
  if (!model.canEdit) {
    return [element("p", "hint", TEXT.notAcknowledged)];
  }
  const label = element("label", "", TEXT.note);
  const note = element("input");
  note.maxLength = MOST_CHARACTERS;
  note.name = "note";
  label.append(note);
  return [label, ...action(TEXT.acknowledge, () => send("PUT", path, { note: note.value.trim() || null }))];
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

async function send(method, path, body) {
  try {
    const answer = await fetch(`${path}/acknowledgement`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return answer.ok ? null : ((await answer.json()).detail ?? String(answer.status));
  } catch {
    return TEXT.cannotReach;
  }
}
