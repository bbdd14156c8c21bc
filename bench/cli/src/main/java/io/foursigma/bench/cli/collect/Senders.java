// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.collect;

import io.foursigma.local.cli.CliException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Senders that each post one request after the other, the next when the one before is answered. */
final class Senders {

    private static final int ACCEPTED = 202;

    private final URI address;
    private final Form form;
    private final List<byte[]> bodies;

    /** Senders of these bodies, in turn. */
    Senders(URI address, Form form, List<byte[]> bodies) {
        this.address = address;
        this.form = form;
        this.bodies = bodies;
    }

    /**
     * Posts so many requests over so many connections.
     *
     * @throws CliException if one is answered otherwise than with 202
     */
    void post(int requests, int connections) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (int sender = 0; sender < connections; sender++) {
                int first = sender;
                ends.add(threads.submit(() -> {
                    postEach(first, requests, connections);
                    return null;
                }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        } catch (ExecutionException e) {
            throw new CliException(CliException.FAILED, "The collector did not take what was sent: " + e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private void postEach(int first, int requests, int step) throws IOException, InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        for (int i = first; i < requests; i += step) {
            HttpRequest.Builder request = HttpRequest.newBuilder(address)
                    .header("Content-Type", form.mediaType())
                    .POST(HttpRequest.BodyPublishers.ofByteArray(bodies.get(i % bodies.size())));
            if (form == Form.KEYED) {
                request.header("Idempotency-Key", UUID.randomUUID().toString());
            }
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() != ACCEPTED) {
                throw new IOException(answer.statusCode() + " " + answer.body());
            }
        }
    }
}
