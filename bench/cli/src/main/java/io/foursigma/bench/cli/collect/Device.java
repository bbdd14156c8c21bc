// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.collect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.foursigma.local.cli.CliException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A device that sends messages over WebSocket, the next one when the one before is answered. */
final class Device implements AutoCloseable, WebSocket.Listener {

    private static final long PATIENCE_SECONDS = 60;

    private final StringBuilder answer = new StringBuilder();
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private @Nullable WebSocket socket;

    private Device() {}

    /** Connects. @throws CliException if the collector refuses */
    static Device connect(int port) throws InterruptedException {
        Device device = new Device();
        try {
            device.socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(URI.create("ws://127.0.0.1:" + port + "/v1/readings?form=ndjson"), device)
                    .get();
        } catch (ExecutionException e) {
            throw new CliException(CliException.FAILED, "The collector refuses a device: " + e.getCause());
        }
        return device;
    }

    /** Sends so many of these messages in turn. @throws CliException if one is not taken */
    void send(List<byte[]> bodies, int messages) throws InterruptedException {
        WebSocket connected = socket;
        for (int i = 0; connected != null && i < messages; i++) {
            Future<?> unused = connected.sendText(new String(bodies.get(i % bodies.size()), UTF_8), true);
            String told = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (told == null || !told.contains("\"refused\":[]")) {
                throw new CliException(CliException.FAILED, "The collector did not take what was sent: " + told);
            }
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        answer.append(data);
        if (last) {
            answers.add(answer.toString());
            answer.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.abort();
        }
    }
}
