// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.pages;

import io.foursigma.local.cli.CliException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A page without a screen. It looks at some sensors, and notes how old the values of each frame are. */
final class Onlooker implements WebSocket.Listener {

    private static final int ATTEMPTS = 3;
    private static final String POINTS = "\"points\":[[";

    private final Arrivals arrivals;
    private final StringBuilder parts = new StringBuilder();
    private volatile String farewell = "";

    private Onlooker(Arrivals arrivals) {
        this.arrivals = arrivals;
    }

    /**
     * Comes and subscribes. The JDK's client, once in some hundred times, mixes up the bytes that follow its handshake at once:
     * then it comes again, as a browser would. (The same frames, read by another client thousands of times, were whole.)
     */
    static WebSocket come(HttpClient client, int port, List<String> sensors, Arrivals arrivals) {
        String names = sensors.stream().map(name -> '"' + name + '"').collect(Collectors.joining(","));
        for (int attempt = 1; ; attempt++) {
            Onlooker onlooker = new Onlooker(arrivals);
            try {
                WebSocket page = client.newWebSocketBuilder()
                        .buildAsync(URI.create("ws://127.0.0.1:" + port + "/live?sensors=subscribed"), onlooker)
                        .join();
                return page.sendText("{\"type\":\"subscribe\",\"sensors\":[" + names + "]}", true)
                        .join();
            } catch (CompletionException e) {
                if (attempt == ATTEMPTS) {
                    throw new CliException(
                            CliException.FAILED,
                            "The relay does not let a page in: " + e.getCause() + onlooker.farewell);
                }
            }
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        parts.append(part);
        if (last) {
            read(parts.toString());
            parts.setLength(0);
        }
        socket.request(1);
        return null;
    }

    /** The time of the first new point of each sensor: with one value a frame, that of all. */
    private void read(String message) {
        long now = System.currentTimeMillis();
        arrivals.bytes(message.length());
        if (!message.startsWith("{\"v\":1,\"type\":\"update\"")) {
            return;
        }
        for (int at = message.indexOf(POINTS); at >= 0; at = message.indexOf(POINTS, at + 1)) {
            int begin = at + POINTS.length();
            arrivals.value(now - Long.parseLong(message, begin, message.indexOf(',', begin), 10));
        }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
        farewell = "; it said " + status + ", " + reason;
        arrivals.lost(status + ", " + reason);
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        farewell = "; " + error + ", because of " + error.getCause();
        arrivals.lost(error.toString());
    }
}
