// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.scale;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.foursigma.local.cli.CliException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that was measured: the file {@code scale.json}.
 *
 * @param machine what it ran on
 * @param jvm flags of the topology's JVM
 * @param serverJvm flags of each server's JVM
 * @param outcomes of the points that came to their end, in the order in which they were run
 * @param failures of the others
 */
record Scale(String machine, String jvm, String serverJvm, List<Outcome> outcomes, List<Failure> failures) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
            .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
            .enable(
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /**
     * A point that did not come to its end.
     *
     * @param point the size
     * @param reason as it is told to people
     */
    record Failure(Point point, String reason) {}

    /** Copies the lists. */
    Scale {
        outcomes = List.copyOf(outcomes);
        failures = List.copyOf(failures);
    }

    /** The same and one outcome more. */
    Scale with(Outcome outcome) {
        return new Scale(machine, jvm, serverJvm, added(outcomes, outcome), failures);
    }

    /** The same and one failure more. */
    Scale with(Failure failure) {
        return new Scale(machine, jvm, serverJvm, outcomes, added(failures, failure));
    }

    private static <T> List<T> added(List<T> list, T one) {
        return Stream.concat(list.stream(), Stream.of(one)).toList();
    }

    /** Whether every point came to its end, with every anomaly and no other. */
    boolean correct() {
        return failures.isEmpty()
                && outcomes.stream().allMatch(outcome -> outcome.heat().correct());
    }

    /** The dimensions that something was measured in. */
    List<Dimension> dimensions() {
        return Arrays.stream(Dimension.values())
                .filter(dimension -> !of(dimension).isEmpty())
                .toList();
    }

    /** The outcomes of a dimension, the smallest size first. */
    List<Outcome> of(Dimension dimension) {
        return outcomes.stream()
                .filter(outcome -> outcome.point().dimension() == dimension)
                .sorted((one, other) ->
                        Integer.compare(one.point().value(), other.point().value()))
                .toList();
    }

    /** Puts it in place of what is in the file; whoever looks meanwhile sees the old or the new. */
    void write(Path file) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(beside, JSON.writeValueAsString(this) + "\n");
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Reads what {@link #write} has written.
     *
     * @throws CliException if it is something else
     */
    static Scale read(Path file) throws IOException {
        try {
            return JSON.readValue(Files.readString(file), Scale.class);
        } catch (JsonProcessingException e) {
            throw new CliException(
                    CliException.WRONG_INPUT,
                    file + " is not what 'foursigma bench scale' writes: " + e.getOriginalMessage());
        }
    }
}
