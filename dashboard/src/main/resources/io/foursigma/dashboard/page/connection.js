// SPDX-License-Identifier: Apache-2.0

const PROTOCOL_VERSION = 1;
const FIRST_WAIT_MILLIS = 500;
const LONGEST_WAIT_MILLIS = 8_000;
/** Three heartbeats missed: the connection is dead even if nobody has said so. */
const SILENCE_MILLIS = 15_000;

/** So many sensors can be subscribed to at once. */
const MOST_SENSORS = 200;

/**
 * Keeps a connection to the relay. When it is lost it is taken up again, after a wait that doubles up to eight seconds
 * and varies, so that many pages do not come back at the same moment. What was judged meanwhile is asked for.
 */
export class Connection {
  #model;
  #onMessage;
  #onLost;
  #socket = null;
  #wait = FIRST_WAIT_MILLIS;
  #silence;
  #sensors = [];

  /**
   * @param {Model} model knows up to when anomalies have come
   * @param {(message: object) => void} onMessage takes every message
   * @param {() => void} onLost hears when the connection is lost, or cannot be taken up
   */
  constructor(model, onMessage, onLost) {
    this.#model = model;
    this.#onMessage = onMessage;
    this.#onLost = onLost;
    this.#open();
  }

  /** Asks for these sensors in full from now on. */
  subscribe(names) {
    const sensors = [...names].slice(0, MOST_SENSORS);
    if (sensors.join("\n") !== this.#sensors.join("\n")) {
      this.#sensors = sensors;
      this.#send();
    }
  }

  #send() {
    if (this.#socket.readyState === WebSocket.OPEN) {
      this.#socket.send(JSON.stringify({ type: "subscribe", sensors: this.#sensors }));
    }
  }

  #open() {
    const url = new URL("live?sensors=subscribed", location.href.replace(/^http/, "ws"));
    if (this.#model.judgedUpTo !== null) {
      url.searchParams.set("since", this.#model.judgedUpTo);
    }
    const socket = new WebSocket(url);
    this.#socket = socket;
    this.#heard(socket);
    socket.onopen = () => this.#send();
    socket.onmessage = (event) => {
      this.#heard(socket);
      const message = JSON.parse(event.data);
      if (message.v !== PROTOCOL_VERSION) {
        location.reload();
        return;
      }
      if (message.type === "snapshot") {
        this.#wait = FIRST_WAIT_MILLIS;
      }
      this.#onMessage(message);
    };
    socket.onclose = () => this.#lost(socket);
  }

  #heard(socket) {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#lost(socket), SILENCE_MILLIS);
  }

  #lost(socket) {
    clearTimeout(this.#silence);
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
    this.#onLost();
    setTimeout(() => this.#open(), this.#wait * (0.75 + Math.random() / 2));
    this.#wait = Math.min(2 * this.#wait, LONGEST_WAIT_MILLIS);
  }
}
