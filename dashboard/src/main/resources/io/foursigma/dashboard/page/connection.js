// SPDX-License-Identifier: Apache-2.0

const PROTOCOL_VERSION = 1;
const FIRST_WAIT_MILLIS = 500;
const LONGEST_WAIT_MILLIS = 8_000;
/** Three heartbeats missed: the connection is dead even if nobody has said so. */
const SILENCE_MILLIS = 15_000;

/**
 * Keeps a connection to the relay. When it is lost it is taken up again, after a wait that doubles up to eight seconds
 * and varies, so that many pages do not come back at the same moment.
 *
 * @param {(message: object) => void} onMessage takes every message
 * @param {() => void} onLost hears when the connection is lost, or cannot be taken up
 */
export function connect(onMessage, onLost) {
  let wait = FIRST_WAIT_MILLIS;
  let silence;

  function open() {
    const socket = new WebSocket(new URL("live", location.href.replace(/^http/, "ws")));
    const heard = () => {
      clearTimeout(silence);
      silence = setTimeout(() => lost(socket), SILENCE_MILLIS);
    };
    heard();
    socket.onmessage = (event) => {
      heard();
      const message = JSON.parse(event.data);
      if (message.v !== PROTOCOL_VERSION) {
        location.reload();
        return;
      }
      if (message.type === "snapshot") {
        wait = FIRST_WAIT_MILLIS;
      }
      onMessage(message);
    };
    socket.onclose = () => lost(socket);
  }

  function lost(socket) {
    clearTimeout(silence);
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
    onLost();
    setTimeout(open, wait * (0.75 + Math.random() / 2));
    wait = Math.min(2 * wait, LONGEST_WAIT_MILLIS);
  }

  open();
}
