// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.workload;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What a contestant's process took.
 *
 * @param wholeSeconds from the first fetch that Kafka's client got to the last reading applied
 * @param secondHalfSeconds from half of the readings applied to the last one
 * @param wholeCpuSeconds what the process computed in the first span, all its threads
 * @param secondHalfCpuSeconds in the second
 * @param peakBytes the most memory of the machine that the process had at any time
 */
public record Measurement(
        double wholeSeconds,
        double secondHalfSeconds,
        double wholeCpuSeconds,
        double secondHalfCpuSeconds,
        long peakBytes) {

    private static final String FILE = "measurement.properties";

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
        return new Measurement(
                Double.parseDouble(texts.getProperty("whole-seconds")),
                Double.parseDouble(texts.getProperty("second-half-seconds")),
                Double.parseDouble(texts.getProperty("whole-cpu-seconds")),
                Double.parseDouble(texts.getProperty("second-half-cpu-seconds")),
                Long.parseLong(texts.getProperty("peak-bytes")));
    }

    /**
     * Writes it to a folder.
     *
     * @throws IOException if it cannot be written
     */
    public void write(Path folder) throws IOException {
        Properties texts = new Properties();
        texts.put("whole-seconds", Double.toString(wholeSeconds));
        texts.put("second-half-seconds", Double.toString(secondHalfSeconds));
        texts.put("whole-cpu-seconds", Double.toString(wholeCpuSeconds));
        texts.put("second-half-cpu-seconds", Double.toString(secondHalfCpuSeconds));
        texts.put("peak-bytes", Long.toString(peakBytes));
        try (Writer out = Files.newBufferedWriter(folder.resolve(FILE))) {
            texts.store(out, null);
        }
    }
}
