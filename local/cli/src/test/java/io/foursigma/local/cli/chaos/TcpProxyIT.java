// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyIT {

    private static final int PATIENCE_MILLIS = 10_000;

    private final ServerSocket echo = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final TcpProxy proxy =
            TcpProxy.open(0, new InetSocketAddress(InetAddress.getLoopbackAddress(), echo.getLocalPort()));

    TcpProxyIT() throws IOException {}

    @BeforeEach
    void open() {
        Thread thread = new Thread(this::serve);
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        echo.close();
    }

    private void serve() {
        while (!echo.isClosed()) {
            try (Socket socket = echo.accept()) {
                socket.getInputStream().transferTo(socket.getOutputStream());
            } catch (IOException e) {
                // the test has ended it
            }
        }
    }

    @Test
    void bytesComeThrough() throws IOException {
        try (Socket socket = connect()) {
            assertThat(echoed(socket, 7)).isEqualTo(7);
        }
    }

    @Test
    void aSlowProxyHoldsUpEachChunk() throws IOException {
        try (Socket socket = connect()) {
            proxy.slow(Duration.ofMillis(150));
            long start = System.nanoTime();
            assertThat(echoed(socket, 7)).isEqualTo(7);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        }
    }

    @Test
    void aSilentProxyKeepsWhatWasSentAndDeliversItAfterwards() throws IOException {
        try (Socket socket = connect()) {
            proxy.silence();
            socket.setSoTimeout(300);
            assertThatThrownBy(() -> echoed(socket, 7)).isInstanceOf(SocketTimeoutException.class);
            proxy.pass();
            socket.setSoTimeout(PATIENCE_MILLIS);
            assertThat(socket.getInputStream().read()).isEqualTo(7);
        }
    }

    @Test
    void cutConnectionsAreBrokenAndNewOnesAreWelcome() throws IOException {
        try (Socket socket = connect()) {
            assertThat(echoed(socket, 7)).isEqualTo(7);
            proxy.cut();
            assertThatThrownBy(() -> echoed(socket, 8)).isInstanceOfAny(EOFException.class, SocketException.class);
        }
        try (Socket socket = connect()) {
            assertThat(echoed(socket, 9)).isEqualTo(9);
        }
    }

    @Test
    void aRefusingProxyBreaksNewConnectionsToo() throws IOException {
        proxy.refuse();
        try (Socket socket = connect()) {
            assertThatThrownBy(() -> echoed(socket, 7)).isInstanceOfAny(EOFException.class, SocketException.class);
        }
        proxy.pass();
        try (Socket socket = connect()) {
            assertThat(echoed(socket, 9)).isEqualTo(9);
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static int echoed(Socket socket, int sent) throws IOException {
        socket.getOutputStream().write(sent);
        socket.getOutputStream().flush();
        return new DataInputStream(socket.getInputStream()).readUnsignedByte();
    }
}
