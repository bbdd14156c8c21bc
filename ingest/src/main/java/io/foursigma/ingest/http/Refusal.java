// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.http;

/** Why requests are refused. The labels stand in the metrics. */
enum Refusal {
    NO_KEY(401, "no-key", "A key is needed"),
    UNKNOWN_KEY(401, "unknown-key", "Nobody's key"),
    UNSUPPORTED(415, "unsupported", "A form that is not understood"),
    BODY(400, "body", "A body that cannot be read"),
    BAD_KEY(400, "bad-idempotency-key", "No idempotency key"),
    KEY_REUSED(422, "idempotency-key-reused", "Another request has this key"),
    TOO_SLOW(408, "too-slow", "Too slow"),
    TOO_LARGE(413, "too-large", "Too large"),
    TOO_MANY_ITEMS(413, "too-many-items", "Too many items"),
    TOO_FAST(429, "too-fast", "Too fast"),
    NO_ROOM(503, "no-room", "No room"),
    TOO_MANY_CONNECTIONS(503, "too-many-connections", "Too many connections"),
    KAFKA(503, "kafka", "Kafka does not take readings");

    private final int status;
    private final String label;
    private final String title;

    Refusal(int status, String label, String title) {
        this.status = status;
        this.label = label;
        this.title = title;
    }

    int status() {
        return status;
    }

    String label() {
        return label;
    }

    String title() {
        return title;
    }
}
