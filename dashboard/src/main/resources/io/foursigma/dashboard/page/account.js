// SPDX-License-Identifier: Apache-2.0
import { element } from "./dom.js";
import { SENTENCES, TEXT } from "./texts.js";

const toSignIn = () => location.replace("signin");

/**
 * Shows who is signed in, with a button to sign out, or that sign-in is off. The role is in `data-role`.
 *
 * @param {HTMLElement} place where it is shown
 * @param {(role: string) => void} onRole hears the role of who looks at the page
 * @returns {() => Promise<void>} looks whether somebody is still signed in, and else leads to the sign-in page
 */
export function keepAccount(place, onRole) {
  async function look() {
    let answer;
    try {
      answer = await fetch("api/session");
    } catch {
      // The page itself says that the relay cannot be reached.
      return;
    }
    if (answer.status === 401) {
      toSignIn();
    } else if (answer.ok) {
      const account = await answer.json();
      show(place, account);
      onRole(account.role);
    }
  }

  look();
  return look;
}

function show(place, { signIn, name, role }) {
  place.dataset.role = role;
  if (signIn) {
    place.replaceChildren(SENTENCES.account(name, role), signOutButton());
    place.removeAttribute("title");
  } else {
    place.textContent = TEXT.signInOff;
    place.title = TEXT.signInOffHint;
  }
}

function signOutButton() {
  const button = element("button", "", TEXT.signOut);
  button.type = "button";
  button.id = "sign-out";
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      await fetch("api/session", { method: "DELETE" });
      toSignIn();
    } catch {
      button.disabled = false;
    }
  });
  return button;
}
