// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.whatif;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is asked.
 *
 * @param variants the settings to judge by
 * @param from least event time that counts, epoch milliseconds, included; earlier readings only warm up
 * @param to greatest event time that counts, epoch milliseconds, excluded; {@link Long#MAX_VALUE} for no limit
 * @param sensors which sensors take part: names, or beginnings of names followed by {@code *}; empty for all
 * @param labels what is known of the readings
 */
record Asked(List<Variant> variants, long from, long to, List<String> sensors, Optional<Labels> labels) {

    Asked {
        variants = List.copyOf(variants);
        sensors = List.copyOf(sensors);
    }

    /** Whether a sensor takes part. */
    boolean takes(String sensor) {
        return sensors.isEmpty() || sensors.stream().anyMatch(asked -> matches(asked, sensor));
    }

    /** Whether a part of a labelled span counts. */
    boolean overlaps(Labels.Span span) {
        return span.end() >= from && span.start() < to;
    }

    /** The spans in which something was wrong with a sensor; null if nothing is known. */
    @Nullable
    List<Labels.Span> labelsOf(String sensor) {
        return labels.flatMap(known -> known.of(sensor)).orElse(null);
    }

    private static boolean matches(String asked, String sensor) {
        return asked.endsWith("*") ? sensor.startsWith(asked.substring(0, asked.length() - 1)) : sensor.equals(asked);
    }

    /** Whether readings of an event time count. */
    boolean counts(long time) {
        return from <= time && time < to;
    }
}
