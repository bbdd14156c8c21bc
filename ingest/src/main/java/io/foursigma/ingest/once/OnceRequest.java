// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.once;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.foursigma.ingest.KeyedRecord;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A request with a key, on its way. */
public final class OnceRequest {

    private final Mark mark;
    private final List<KeyedRecord> readings;
    private final long bytes;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

    /**
     * A request.
     *
     * @param topic where its readings go: the same key for another topic is another key
     * @param sender who sends it: a key of another sender is another key
     * @param key the key
     * @param form what its body is read as
     * @param body its body
     * @param received when it came, epoch milliseconds
     * @param readings the readings in it; where it has none by now, it leaves no mark, but an older one is found
     */
    public OnceRequest(
            String topic,
            String sender,
            String key,
            String form,
            byte[] body,
            long received,
            List<KeyedRecord> readings) {
        this.mark = new Mark(
                Digest.of(topic.getBytes(UTF_8), sender.getBytes(UTF_8), key.getBytes(UTF_8)),
                Digest.of(form.getBytes(UTF_8), body),
                received);
        this.readings = readings;
        this.bytes = readings.stream()
                .mapToLong(reading -> reading.key().length + (long) reading.value().length)
                .sum();
    }

    /** What became of it. */
    public sealed interface Outcome {}

    /** Kafka has its readings, since now. */
    public record Taken() implements Outcome {}

    /**
     * Kafka had it already.
     *
     * @param received when it came for the first time, epoch milliseconds
     */
    public record Repeated(long received) implements Outcome {}

    /** Kafka has a request with this key and another content. */
    public record KeyReused() implements Outcome {}

    Mark mark() {
        return mark;
    }

    List<KeyedRecord> readings() {
        return readings;
    }

    /** How much it takes in a transaction, about. */
    long bytes() {
        return bytes;
    }

    /** What will have become of it; failed with a {@link io.foursigma.ingest.PublishException} where nobody knows. */
    public CompletableFuture<Outcome> outcome() {
        return outcome;
    }

    /** Tells what became of it, where it was taken before. */
    void foundAs(Mark before) {
        outcome.complete(before.content().equals(mark.content()) ? new Repeated(before.received()) : new KeyReused());
    }
}
