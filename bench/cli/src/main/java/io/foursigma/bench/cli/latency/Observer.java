// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.latency;

import io.foursigma.bench.workload.EpochMicros;
import io.foursigma.local.cli.CliException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A page without a screen: it listens to the relay's live stream, and notes when which reading was shown. */
final class Observer implements WebSocket.Listener, AutoCloseable {

    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(10);

    private final Frames frames;
    private final StringBuilder parts = new StringBuilder();
    private volatile @Nullable WebSocket stream;
    private volatile @Nullable String ended;

    private Observer(Frames frames) {
        this.frames = frames;
    }

    /**
     * Begins to listen.
     *
     * @param port where the relay listens on this machine
     * @param frames take what is shown
     * @throws CliException if the relay does not take it up
     */
    static Observer connect(int port, Frames frames) {
        Observer observer = new Observer(frames);
        try {
            observer.stream = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .connectTimeout(CONNECT_PATIENCE)
                    .buildAsync(URI.create("ws://127.0.0.1:" + port + "/live"), observer)
                    .join();
        } catch (CompletionException e) {
            throw new CliException(
                    CliException.FAILED, "The relay does not let the observer in: " + e.getCause() + "; see its log");
        }
        return observer;
    }

    /** A message counts from when its last part is here, before it is read. */
    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        parts.append(part);
        if (last) {
            long now = EpochMicros.now();
            String message = parts.toString();
            parts.setLength(0);
            try {
                FrameReader.read(message, now, frames);
            } catch (IOException e) {
                ended = e.getMessage();
                socket.abort();
                return null;
            }
        }
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
        ended = status + ", " + reason;
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        ended = error.toString();
    }

    /** @throws CliException if the stream has ended, so that nothing more will be shown */
    void requireOpen() {
        String reason = ended;
        if (reason != null) {
            throw new CliException(CliException.FAILED, "The live stream has ended: " + reason);
        }
    }

    @Override
    public void close() {
        WebSocket open = stream;
        if (open != null) {
            open.abort();
        }
    }
}
