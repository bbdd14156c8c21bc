// SPDX-License-Identifier: Apache-2.0

const toSignIn = () => location.replace("signin");

/**
 * Shows who is signed in, with a button to sign out, or that sign-in is off. The role is in `data-role`.
 *
 * @param {HTMLElement} place where it is shown
 * @returns {() => Promise<void>} looks whether somebody is still signed in, and else leads to the sign-in page
 */
export function keepAccount(place) {
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
      show(place, await answer.json());
    }
  }

  look();
  return look;
}

function show(place, { signIn, name, role }) {
  place.dataset.role = role;
  if (signIn) {
    place.replaceChildren(`${name} (${role})`, signOutButton());
    place.removeAttribute("title");
  } else {
    place.textContent = "Sign-in is off";
    place.title = "Anyone who reaches this address can read and acknowledge";
  }
}

function signOutButton() {
  const button = document.createElement("button");
  button.type = "button";
  button.id = "sign-out";
  button.textContent = "Sign out";
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
