// SPDX-License-Identifier: Apache-2.0
import { fillTexts, SENTENCES, TEXT } from "./texts.js";

fillTexts(document);

const form = document.querySelector("#signin");
const refused = document.querySelector("#refused");
const enter = document.querySelector("#enter");
const password = document.querySelector("#password");

/** Signs in. Gives null, or why not in words. */
async function signIn(body) {
  const answer = await fetch("api/session", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (answer.ok) {
    return null;
  }
  if (answer.status === 401) {
    return TEXT.wrongPassword;
  }
  if (answer.status === 429) {
    return SENTENCES.tooManyAttempts(answer.headers.get("Retry-After"));
  }
  return SENTENCES.answered(answer.status);
}

/** A browser that comes from another site's link keeps the cookie back (SameSite); this request has it. */
async function leaveIfSignedIn() {
  const answer = await fetch("api/session").catch(() => null);
  if (answer?.ok) {
    location.replace("./");
  }
}

leaveIfSignedIn();
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  enter.disabled = true;
  refused.textContent = "";
  let words;
  try {
    words = await signIn(Object.fromEntries(new FormData(form)));
  } catch {
    words = TEXT.cannotReach;
  }
  enter.disabled = false;
  if (words === null) {
    location.replace("./");
  } else {
    refused.textContent = words;
    password.value = "";
    password.focus();
  }
});
