// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.format;

import io.foursigma.schemas.Reading;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a reading's fields stand in the rows of a CSV file.
 *
 * @param count how many fields a row has
 * @param sensor the place of the sensor's name, from 0
 * @param time the place of the time
 * @param value the place of the value
 */
public record CsvColumns(int count, int sensor, int time, int value) {

    /**
     * What a row stands for.
     *
     * @param reading the reading, null if there is a problem
     * @param problem why it stands for none, in words; null if it stands for a reading
     */
    public record Parsed(
            @Nullable Reading reading, @Nullable String problem) {

        private static Parsed no(String problem) {
            return new Parsed(null, problem);
        }
    }

    /** The columns that a header names; empty if it does not name each of sensor, time and value once. */
    public static Optional<CsvColumns> of(List<String> header) {
        List<String> names = header.stream().map(String::strip).toList();
        boolean complete = List.of("sensor", "time", "value").stream()
                .allMatch(name -> names.contains(name) && names.indexOf(name) == names.lastIndexOf(name));
        return complete
                ? Optional.of(new CsvColumns(
                        names.size(), names.indexOf("sensor"), names.indexOf("time"), names.indexOf("value")))
                : Optional.empty();
    }

    /** The reading that a row stands for, or why it stands for none. */
    public Parsed reading(List<String> fields) {
        if (fields.size() != count) {
            return Parsed.no("the header has " + count + " fields, and this row " + fields.size());
        }
        try {
            double number = CsvFields.number("value", fields.get(value).strip());
            return new Parsed(
                    new Reading(
                            fields.get(sensor), CsvFields.time(fields.get(time).strip()), number),
                    null);
        } catch (IllegalArgumentException noReading) {
            return Parsed.no(String.valueOf(noReading.getMessage()));
        }
    }
}
