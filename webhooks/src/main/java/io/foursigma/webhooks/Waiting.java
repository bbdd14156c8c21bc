// SPDX-License-Identifier: Apache-2.0
package io.foursigma.webhooks;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one receiver. Deliveries of one episode go out one after the other; a delivery that failed goes to the end
 * of the queue with its episode, so that it holds up no other one. Not for several threads.
 */
final class Waiting {

    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final Map<TopicPartition, TreeSet<Long>> offsets = new HashMap<>();
    private int size;

    /** One episode's deliveries, of which the first is under way or next. */
    private static final class Line {
        private final Deque<Delivery> deliveries = new ArrayDeque<>();
        private boolean underWay;
        private int failures;
        private long notBefore = Long.MIN_VALUE;

        private void nextOne() {
            underWay = false;
            failures = 0;
            notBefore = Long.MIN_VALUE;
        }
    }

    /** One more. */
    void add(Delivery delivery) {
        lines.computeIfAbsent(delivery.episode().id(), id -> new Line())
                .deliveries
                .add(delivery);
        offsets.computeIfAbsent(delivery.partition(), partition -> new TreeSet<>())
                .add(delivery.offset());
        size++;
    }

    /** The one that may go out now, which is under way from here on. */
    Optional<Delivery> next(long nowMillis) {
        for (Line line : lines.values()) {
            if (!line.underWay && line.notBefore <= nowMillis) {
                line.underWay = true;
                return Optional.of(line.deliveries.element());
            }
        }
        return Optional.empty();
    }

    /** It need not go out any more. */
    void done(Delivery delivery) {
        Line line = lineOf(delivery);
        if (line == null) {
            return;
        }
        remove(line.deliveries.remove());
        line.nextOne();
        if (line.deliveries.isEmpty()) {
            lines.remove(delivery.episode().id());
        }
    }

    /** How often it has failed with this time. It waits at least until the time that {@link #holdUntil} gives it. */
    int failed(Delivery delivery) {
        Line line = lineOf(delivery);
        if (line == null) {
            return 1;
        }
        line.underWay = false;
        line.failures++;
        lines.remove(delivery.episode().id());
        lines.put(delivery.episode().id(), line);
        return line.failures;
    }

    /** It does not go out before this time. */
    void holdUntil(Delivery delivery, long millis) {
        Line line = lineOf(delivery);
        if (line != null) {
            line.notBefore = millis;
        }
    }

    /** Whether it still waits, be it under way or not. */
    boolean holds(Delivery delivery) {
        return lineOf(delivery) != null;
    }

    /** Another process takes care of this partition. */
    void drop(TopicPartition partition) {
        for (Iterator<Line> all = lines.values().iterator(); all.hasNext(); ) {
            Line line = all.next();
            Delivery first = line.deliveries.element();
            line.deliveries.removeIf(delivery -> {
                boolean gone = delivery.partition().equals(partition);
                size -= gone ? 1 : 0;
                return gone;
            });
            if (line.deliveries.isEmpty()) {
                all.remove();
            } else if (!line.deliveries.element().equals(first)) {
                line.nextOne();
            }
        }
        offsets.remove(partition);
    }

    /** Up to where a partition is done with, given the offset that is read next. */
    long doneUpTo(TopicPartition partition, long position) {
        TreeSet<Long> waiting = offsets.get(partition);
        return waiting == null || waiting.isEmpty() ? position : waiting.first();
    }

    /** How many wait, those under way included. */
    int size() {
        return size;
    }

    /** When the oldest of them came, epoch milliseconds; this default if there is none. */
    long oldest(long none) {
        return lines.values().stream()
                .mapToLong(line -> line.deliveries.element().at())
                .min()
                .orElse(none);
    }

    private void remove(Delivery delivery) {
        size--;
        TreeSet<Long> waiting = offsets.get(delivery.partition());
        if (waiting != null) {
            waiting.remove(delivery.offset());
        }
    }

    /** The line that it is the first of; null where it was dropped meanwhile. */
    private @Nullable Line lineOf(Delivery delivery) {
        Line line = lines.get(delivery.episode().id());
        return line != null && line.deliveries.element().equals(delivery) ? line : null;
    }
}
