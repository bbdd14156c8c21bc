// SPDX-License-Identifier: Apache-2.0
// A producer as people write them with socket.io: ten values for everyone who connects, from a first one on.
// Arguments: the port (0: a free one), the first value. A line on standard input sends everybody away.
"use strict";

const { createServer } = require("http");
const { Server } = require("socket.io");

const VALUES = 10;
const [port, first] = process.argv.slice(2).map(Number);
const http = createServer();
const server = new Server(http);
let next = first;

server.on("connection", (socket) => {
  for (let i = 0; i < VALUES; i++) {
    socket.emit("value", next / 4);
    socket.emit("reading", { at: { v: next } });
    next++;
  }
  socket.emit("value", "none");
});

process.stdin.on("data", () => server.disconnectSockets(true));
process.stdin.on("end", () => process.exit());
http.listen(port, "127.0.0.1", () => console.log(http.address().port));
