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
 * What a contestant is told. It reads a whole topic once, keeps the running statistics and the windows of every sensor,
 * judges each reading against its sensor's previous window, and writes each anomaly to a topic of its own; then it ends.
 *
 * @param bootstrap Kafka's brokers
 * @param topic the topic of readings, keyed by sensor; nothing is added to it any more
 * @param readings how many it holds, all of them readings
 * @param windowMillis length of a window in event time
 * @param sigmas how many standard deviations from the previous window's mean are allowed
 * @param minCount how many readings the previous window needs
 * @param group a consumer group that nobody has used
 * @param anomalies an empty topic for the anomalies
 * @param folder an empty folder for what it writes
 * @param others what only some contestants know
 */
public record Task(
        String bootstrap,
        String topic,
        long readings,
        long windowMillis,
        double sigmas,
        int minCount,
        String group,
        String anomalies,
        Path folder,
        Map<String, String> others) {

    private static final String FILE = "task.properties";

    /** Copies the map. */
    public Task {
        others = Map.copyOf(others);
    }

    /**
     * Reads what {@link #write()} has written.
     *
     * @param folder the folder of the task
     * @throws IOException if it cannot be read
     */
    public static Task read(Path folder) throws IOException {
        Properties texts = new Properties();
        try (Reader in = Files.newBufferedReader(folder.resolve(FILE))) {
            texts.load(in);
        }
        Map<String, String> map = new HashMap<>();
        texts.stringPropertyNames().forEach(name -> map.put(name, texts.getProperty(name)));
        return new Task(
                take(map, "bootstrap"),
                take(map, "topic"),
                Long.parseLong(take(map, "readings")),
                Long.parseLong(take(map, "window-millis")),
                Double.parseDouble(take(map, "sigmas")),
                Integer.parseInt(take(map, "min-count")),
                take(map, "group"),
                take(map, "anomalies"),
                folder,
                map);
    }

    private static String take(Map<String, String> map, String name) {
        return Objects.requireNonNull(map.remove(name), () -> "the task tells no " + name);
    }

    /**
     * Writes it to its folder.
     *
     * @throws IOException if it cannot be written
     */
    public void write() throws IOException {
        Properties texts = new Properties();
        texts.putAll(others);
        texts.put("bootstrap", bootstrap);
        texts.put("topic", topic);
        texts.put("readings", Long.toString(readings));
        texts.put("window-millis", Long.toString(windowMillis));
        texts.put("sigmas", Double.toString(sigmas));
        texts.put("min-count", Integer.toString(minCount));
        texts.put("group", group);
        texts.put("anomalies", anomalies);
        try (Writer out = Files.newBufferedWriter(folder.resolve(FILE))) {
            texts.store(out, null);
        }
    }

    /** What only some contestants are told. */
    public String other(String name) {
        return Objects.requireNonNull(others.get(name), () -> "the task tells no " + name);
    }
}
