// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A port on 127.0.0.1 that leads to another one, and can be made slow, silent or broken. A thread per direction. */
final class TcpProxy implements AutoCloseable {

    private static final int CHUNK_BYTES = 16_384;
    private static final int CONNECT_MILLIS = 5_000;
    private static final int BACKLOG = 128;

    private final InetSocketAddress target;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Object change = new Object();
    private long delayMillis;
    private boolean silent;
    private boolean refusing;

    private TcpProxy(InetSocketAddress target, ServerSocket server) {
        this.target = target;
        this.server = server;
    }

    /**
     * Opens a proxy that lets everything through.
     *
     * @param port a free port, 0 for any
     * @param target where it leads
     */
    static TcpProxy open(int port, InetSocketAddress target) throws IOException {
        ServerSocket server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        TcpProxy proxy = new TcpProxy(target, server);
        proxy.thread(proxy::accept);
        return proxy;
    }

    int port() {
        return server.getLocalPort();
    }

    /** Lets everything through at once, from now on. */
    void pass() {
        set(Duration.ZERO, false, false);
    }

    /** Holds up each chunk of bytes. */
    void slow(Duration delay) {
        set(delay, false, false);
    }

    /** Keeps connections and what they carry, until {@link #pass}. */
    void silence() {
        set(Duration.ZERO, true, false);
    }

    /** Breaks all connections, and new ones as soon as they are made. */
    void refuse() {
        set(Duration.ZERO, false, true);
        cut();
    }

    /** Breaks all connections; new ones are welcome. */
    void cut() {
        open.forEach(TcpProxy::close);
    }

    private void set(Duration delay, boolean nowSilent, boolean nowRefusing) {
        synchronized (change) {
            delayMillis = delay.toMillis();
            silent = nowSilent;
            refusing = nowRefusing;
            change.notifyAll();
        }
    }

    private boolean refuses() {
        synchronized (change) {
            return refusing;
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                if (refuses()) {
                    close(client);
                } else {
                    thread(() -> connect(client));
                }
            } catch (IOException e) {
                // closed, or a client that was gone before it was let in
            }
        }
    }

    private void connect(Socket client) {
        Socket behind = new Socket();
        open.add(client);
        open.add(behind);
        try {
            behind.connect(target, CONNECT_MILLIS);
            client.setTcpNoDelay(true);
            behind.setTcpNoDelay(true);
            thread(() -> pump(behind, client));
            pump(client, behind);
        } catch (IOException e) {
            forget(client, behind); // the server is away, so the client learns that too
        }
    }

    /** Carries bytes until either end breaks, then breaks the other. */
    private void pump(Socket from, Socket to) {
        byte[] chunk = new byte[CHUNK_BYTES];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                hold();
                out.write(chunk, 0, length);
                out.flush();
            }
        } catch (IOException e) {
            // broken, as it happens to connections here
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            forget(from, to);
        }
    }

    private void hold() throws InterruptedException {
        long delay;
        synchronized (change) {
            while (silent) {
                change.wait();
            }
            delay = delayMillis;
        }
        TimeUnit.MILLISECONDS.sleep(delay);
    }

    private void forget(Socket one, Socket other) {
        close(one);
        close(other);
        open.remove(one);
        open.remove(other);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a socket cannot be closed", e);
        }
    }

    private void thread(Runnable task) {
        Thread thread = new Thread(task, "proxy-" + port());
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
        pass();
    }
}
