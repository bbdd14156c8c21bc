// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a reading lies in Kafka: the identity of a reading, and of whatever is derived from it alone.
 *
 * @param topicId Kafka's id of the topic, which a topic made anew under the same name does not share
 * @param partition the partition, from 0
 * @param offset the offset of the record in its partition, from 0
 * @param index the place of the reading in the record's array, from 0; 0 if the record is no array
 */
public record Position(String topicId, int partition, long offset, int index) implements Comparable<Position> {

    private static final Pattern FORM = Pattern.compile("(.+)\\.(\\d+)\\.(\\d+)\\.(\\d+)", Pattern.DOTALL);

    private static final Comparator<Position> IN_ORDER = Comparator.comparing(Position::topicId)
            .thenComparingInt(Position::partition)
            .thenComparingLong(Position::offset)
            .thenComparingInt(Position::index);

    /** Checks the ranges. @throws IllegalArgumentException if a number is negative or the id is empty */
    public Position {
        if (topicId.isEmpty() || partition < 0 || offset < 0 || index < 0) {
            throw new IllegalArgumentException("no position: topic id '" + topicId + "', partition " + partition
                    + ", offset " + offset + ", index " + index);
        }
    }

    /**
     * Reads a position from its {@link #id}.
     *
     * @param id {@code topicId.partition.offset.index}
     * @throws IllegalArgumentException if the text has another form
     */
    public static Position parse(String id) {
        Matcher form = FORM.matcher(id);
        if (form.matches()) {
            try {
                return new Position(
                        form.group(1),
                        Integer.parseInt(form.group(2)),
                        Long.parseLong(form.group(3)),
                        Integer.parseInt(form.group(4)));
            } catch (NumberFormatException e) {
                // Too many digits: as wrong as any other form.
            }
        }
        throw new IllegalArgumentException(
                "'" + id + "' is no position: write topicId.partition.offset.index, as lists show it");
    }

    /** The position as one word, {@code topicId.partition.offset.index}: the id of anomalies and dead letters. */
    public String id() {
        return topicId + '.' + partition + '.' + offset + '.' + index;
    }

    @Override
    public int compareTo(Position other) {
        return IN_ORDER.compare(this, other);
    }
}
