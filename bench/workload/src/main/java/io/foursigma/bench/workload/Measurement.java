// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.workload;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * What a contestant's process took.
 *
 * @param startSeconds from the start of the process to the first fetch that Kafka's client got
 * @param wholeSeconds from the first fetch that Kafka's client got to the last reading applied
 * @param secondHalfSeconds from half of the readings applied to the last one
 * @param wholeCpuSeconds what the process computed in the first span, all its threads
 * @param secondHalfCpuSeconds in the second
 * @param peakBytes the most memory of the machine that the process had at any time
 * @param heapBytes what is alive on the heap at the end, after a full collection
 * @param others what only some contestants measure, by name
 */
public record Measurement(
        double startSeconds,
        double wholeSeconds,
        double secondHalfSeconds,
        double wholeCpuSeconds,
        double secondHalfCpuSeconds,
        long peakBytes,
        long heapBytes,
        Map<String, Double> others) {

    private static final String FILE = "measurement.properties";
    private static final String OTHER = "other.";

    /** Copies the map. */
    public Measurement {
        others = Map.copyOf(others);
    }

    /**
     * Reads what {@link #write} has written.
     *
     * @throws IOException if it cannot be read
     */
    public static Measurement read(Path folder) throws IOException {
        Properties texts = new Properties();
        try (Reader in = Files.newBufferedReader(folder.resolve(FILE))) {
            texts.load(in);
        }
        Map<String, Double> others = new HashMap<>();
        for (String name : texts.stringPropertyNames()) {
            if (name.startsWith(OTHER)) {
                others.put(name.substring(OTHER.length()), Double.valueOf(texts.getProperty(name)));
            }
        }
        return new Measurement(
                Double.parseDouble(texts.getProperty("start-seconds")),
                Double.parseDouble(texts.getProperty("whole-seconds")),
                Double.parseDouble(texts.getProperty("second-half-seconds")),
                Double.parseDouble(texts.getProperty("whole-cpu-seconds")),
                Double.parseDouble(texts.getProperty("second-half-cpu-seconds")),
                Long.parseLong(texts.getProperty("peak-bytes")),
                Long.parseLong(texts.getProperty("heap-bytes")),
                others);
    }

    /** What only some contestants measure. */
    public double other(String name) {
        return Objects.requireNonNull(others.get(name), () -> "the contestant measured no " + name);
    }

    /**
     * Writes it to a folder.
     *
     * @throws IOException if it cannot be written
     */
    public void write(Path folder) throws IOException {
        Properties texts = new Properties();
        texts.put("start-seconds", Double.toString(startSeconds));
        texts.put("whole-seconds", Double.toString(wholeSeconds));
        texts.put("second-half-seconds", Double.toString(secondHalfSeconds));
        texts.put("whole-cpu-seconds", Double.toString(wholeCpuSeconds));
        texts.put("second-half-cpu-seconds", Double.toString(secondHalfCpuSeconds));
        texts.put("peak-bytes", Long.toString(peakBytes));
        texts.put("heap-bytes", Long.toString(heapBytes));
        others.forEach((name, figure) -> texts.put(OTHER + name, Double.toString(figure)));
        try (Writer out = Files.newBufferedWriter(folder.resolve(FILE))) {
            texts.store(out, null);
        }
    }
}
