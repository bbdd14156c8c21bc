// SPDX-License-Identifier: Apache-2.0
package io.foursigma.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** A receiver with a server of its own, which remembers all requests. */
final class Hook implements AutoCloseable {

    /** An answer that does not come before the hook is closed. */
    static final int NEVER = 0;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    /**
     * A request as it came.
     *
     * @param key its idempotency key
     * @param signature its signature, if any
     * @param body its body
     * @param nanos when it came, by {@link System#nanoTime}
     * @param times how many of this key have come, this one included
     */
    record Request(String key, @Nullable String signature, String body, long nanos, int times) {}

    private Hook(HttpServer server) {
        this.server = server;
    }

    /** Listens on this port, 0 for a free one; answers with what the function says. */
    static Hook start(int port, ToIntFunction<Request> status) throws IOException {
        Hook hook = new Hook(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
        hook.server.setExecutor(hook.threads);
        hook.server.createContext("/", exchange -> hook.answer(exchange, status));
        hook.server.start();
        return hook;
    }

    private void answer(HttpExchange exchange, ToIntFunction<Request> status) throws IOException {
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        Request request;
        synchronized (this) {
            int times = 1
                    + (int) requests.stream()
                            .filter(each -> each.key().equals(key))
                            .count();
            request = new Request(
                    key, exchange.getRequestHeaders().getFirst("Foursigma-Signature"), body, System.nanoTime(), times);
            requests.add(request);
        }
        int answer = status.applyAsInt(request);
        if (answer == NEVER) {
            return;
        }
        if (answer == 429) {
            exchange.getResponseHeaders().set("Retry-After", "1");
        }
        if (answer == 301) {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
        }
        exchange.sendResponseHeaders(answer, -1);
        exchange.close();
    }

    /** Its address, under a name. */
    String named(String name) {
        return name + "=http://127.0.0.1:" + port() + "/hook?token=1";
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** All requests, in the order in which they came. */
    List<Request> requests() {
        return requests;
    }

    /** The keys of all requests, in the order in which they came. */
    List<String> keys() {
        return requests.stream().map(Request::key).toList();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** A port that nobody listens on. */
    static int deadPort() {
        try (Hook hook = start(0, request -> 200)) {
            return hook.port();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
