// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.whatif;

import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.schemas.settings.TimeLimits;
import io.foursigma.stores.ReadingHistory;
import io.foursigma.stores.ReadingHistory.Budget;
import io.foursigma.stores.ReadingHistory.Look;
import io.foursigma.stores.ReadingOffsets.Span;
import io.foursigma.stores.StoreException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All readings that the topic holds, a partition after the other, each in its order, up to where the partitions end when
 * reading begins.
 */
final class TopicReadings {
    /*
     * A look into the topic has a budget of time, within which Kafka has to hand over something: a broker that is away
     * makes a consumer wait for ever. A topic may hold more than one budget allows, so there is a look after the other.
     */
    private final ReadingHistory history;
    private final Settings settings;
    private final Budget budget;
    private final String topicId;
    private final SortedMap<Integer, Span> spans;

    private TopicReadings(
            ReadingHistory history, Settings settings, Budget budget, String topicId, SortedMap<Integer, Span> spans) {
        this.history = history;
        this.settings = settings;
        this.budget = budget;
        this.topicId = topicId;
        this.spans = spans;
    }

    /**
     * Finds out what the topic holds now.
     *
     * @param budget how much each look may read
     * @throws StoreException if Kafka does not answer
     */
    static TopicReadings of(ReadingHistory history, Settings settings, Budget budget) {
        try (Look look = history.look(budget)) {
            return new TopicReadings(history, settings, budget, look.topicId(), look.spans());
        }
    }

    /** Kafka's id of the topic. */
    String topicId() {
        return topicId;
    }

    /** The partitions whose first records retention has deleted, with the first offset that is left. */
    SortedMap<Integer, Long> cut() {
        SortedMap<Integer, Long> cut = new TreeMap<>();
        spans.forEach((partition, span) -> {
            if (span.start() > 0) {
                cut.put(partition, span.start());
            }
        });
        return cut;
    }

    /** Reads everything. @throws StoreException if Kafka stops to hand over records, or the topic was made anew */
    Decoding.Counts read(ReadingTaker taker) {
        Decoding decoding = new Decoding(TimeLimits.of(settings), taker);
        Deque<Part> parts = new ArrayDeque<>();
        spans.forEach((partition, span) -> parts.add(new Part(partition, span.start(), span.end())));
        while (!parts.isEmpty()) {
            try (Look look = history.look(budget)) {
                if (!look.topicId().equals(topicId)) {
                    throw new StoreException("The topic " + settings.get(SettingsTable.READINGS_TOPIC)
                            + " was made anew while it was read: start again");
                }
                if (!read(look, parts, decoding)) {
                    throw new StoreException("Kafka at " + settings.get(SettingsTable.KAFKA_BOOTSTRAP)
                            + " has handed over no record for " + budget.time().toSeconds() + " s, at "
                            + parts.element()
                            + " of the topic " + settings.get(SettingsTable.READINGS_TOPIC) + ": see that it is up");
                }
            }
        }
        return decoding.counts();
    }

    /** Reads as much as one look may. Returns whether anything is done now that was not before. */
    private static boolean read(Look look, Deque<Part> parts, Decoding decoding) {
        boolean progress = false;
        while (!parts.isEmpty() && look.recordsLeft() > 0) {
            Part part = parts.remove();
            long reached = part.from == part.to
                    ? part.to
                    : look.read(
                            part.partition,
                            part.from,
                            part.to,
                            item -> decoding.record(
                                    new RecordPlace(part.partition, item.offset(), item.timestamp()), item.value()));
            progress |= reached > part.from || reached == part.to;
            if (reached < part.to) {
                parts.addFirst(new Part(part.partition, reached, part.to));
            }
        }
        return progress;
    }

    /** What is still to be read of a partition. */
    private record Part(int partition, long from, long to) {
        @Override
        public String toString() {
            return "offset " + from + " of partition " + partition;
        }
    }
}
