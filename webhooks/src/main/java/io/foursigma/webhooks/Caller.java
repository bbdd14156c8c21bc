// SPDX-License-Identifier: Apache-2.0
package io.foursigma.webhooks;

import io.foursigma.schemas.settings.NamedAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Makes requests to one receiver. What its address holds beside its name may be secret, so nothing tells it. */
final class Caller {

    private static final int TOO_EARLY = 425;
    private static final Set<Integer> LATER = Set.of(408, TOO_EARLY, 429);

    private final HttpClient client;
    private final URI uri;
    private final @Nullable Signer signer;
    private final Duration timeout;
    private final InstantSource clock;

    /** Requests to this receiver; not signed where there is no signer. */
    Caller(NamedAddress receiver, @Nullable Signer signer, Duration timeout, InstantSource clock) {
        this.uri = receiver.uri();
        this.signer = signer;
        this.timeout = timeout;
        this.clock = clock;
        this.client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                // An offer of HTTP/2 without TLS is more than simple receivers understand.
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /** Makes one request. What it yields never fails. */
    CompletableFuture<Outcome> call(Delivery delivery) {
        CompletableFuture<HttpResponse<Void>> exchange =
                client.sendAsync(request(delivery), HttpResponse.BodyHandlers.discarding());
        return exchange.copy()
                // The client's own timeout ends with the answer's headers.
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .handle((answer, failure) -> {
                    if (answer != null) {
                        return of(answer);
                    }
                    boolean unused = exchange.cancel(true);
                    return new Outcome.Failed(reason(failure), Duration.ZERO);
                });
    }

    private HttpRequest request(Delivery delivery) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .POST(HttpRequest.BodyPublishers.ofString(delivery.body()))
                .header("Content-Type", "application/json")
                .header("User-Agent", "Foursigma-Webhooks/1")
                .header("Idempotency-Key", delivery.key());
        if (signer != null) {
            request.header(Signer.HEADER, signer.header(clock.instant(), delivery.body()));
        }
        return request.build();
    }

    private Outcome of(HttpResponse<Void> answer) {
        int status = answer.statusCode();
        if (status >= 200 && status < 300) {
            return new Outcome.Delivered();
        }
        if (LATER.contains(status) || status >= 500) {
            return new Outcome.Failed(
                    "it answers " + status,
                    answer.headers()
                            .firstValue("Retry-After")
                            .map(text -> Waits.asked(text.strip(), clock.instant()))
                            .orElse(Duration.ZERO));
        }
        return new Outcome.Refused(
                status >= 300 && status < 400
                        ? "it answers " + status + ", and redirects are not followed"
                        : "it answers " + status);
    }

    private String reason(@Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof TimeoutException) {
            return "no answer within " + timeout.toMillis() + " ms";
        }
        return "no answer: " + (cause == null ? "" : cause.getClass().getSimpleName());
    }
}
