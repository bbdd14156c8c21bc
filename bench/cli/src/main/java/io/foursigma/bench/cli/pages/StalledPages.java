// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.pages;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Pages that open the live stream, all sensors in full, and never read. */
final class StalledPages implements AutoCloseable {

    private static final int LEAST_BUFFER = 1_024;

    private final List<Socket> sockets = new ArrayList<>();

    private StalledPages() {}

    static StalledPages come(int port, int number) throws IOException {
        StalledPages pages = new StalledPages();
        for (int i = 0; i < number; i++) {
            Socket socket = new Socket();
            pages.sockets.add(socket);
            socket.setReceiveBufferSize(LEAST_BUFFER);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.getOutputStream()
                    .write(("GET /live HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nUpgrade: websocket\r\n"
                                    + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                            .getBytes(US_ASCII));
        }
        return pages;
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
