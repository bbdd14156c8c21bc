// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.workload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** What a store has acknowledged, and when: a line of a file that the topology's process writes and another one reads. */
public sealed interface Acknowledgement {

    /** The name of the file in the task's folder. */
    String FILE = "acknowledgements.csv";

    /** When, in microseconds since the epoch. */
    long micros();

    /** As a line of the file, without its end. */
    String line();

    /**
     * A flush is durable.
     *
     * @param micros when
     * @param state the name of the state
     * @param bucket its bucket
     * @param partition a partition of the topic of readings
     * @param next the offset after the last reading of the partition that the bucket holds
     */
    record Durable(long micros, String state, int bucket, int partition, long next) implements Acknowledgement {

        @Override
        public String line() {
            return "durable," + micros + ',' + state + ',' + bucket + ',' + partition + ',' + next;
        }
    }

    /**
     * The index has taken an anomaly.
     *
     * @param micros when
     * @param sensor the sensor's name, without a comma
     * @param offset where its reading lies in the sensor's partition
     */
    record IndexedAnomaly(long micros, String sensor, long offset) implements Acknowledgement {

        @Override
        public String line() {
            return "anomaly," + micros + ',' + sensor + ',' + offset;
        }
    }

    /**
     * The index has taken a window.
     *
     * @param micros when
     * @param sensor the sensor's name, without a comma
     * @param end the window's end in epoch milliseconds
     * @param revision how many readings it held when it was published
     */
    record IndexedWindow(long micros, String sensor, long end, long revision) implements Acknowledgement {

        @Override
        public String line() {
            return "window," + micros + ',' + sensor + ',' + end + ',' + revision;
        }
    }

    /**
     * Reads what {@link #line} has written.
     *
     * @throws IllegalArgumentException if it is no such line
     */
    static Acknowledgement parse(String line) {
        String[] fields = line.split(",", -1);
        long micros = Long.parseLong(fields[1]);
        return switch (fields[0]) {
            case "durable" ->
                new Durable(
                        micros,
                        fields[2],
                        Integer.parseInt(fields[3]),
                        Integer.parseInt(fields[4]),
                        Long.parseLong(fields[5]));
            case "anomaly" -> new IndexedAnomaly(micros, fields[2], Long.parseLong(fields[3]));
            case "window" -> new IndexedWindow(micros, fields[2], Long.parseLong(fields[3]), Long.parseLong(fields[4]));
            default -> throw new IllegalArgumentException("no acknowledgement: " + line);
        };
    }

    /**
     * Reads a task's file, line by line.
     *
     * @param folder the task's folder
     * @param taker gets each acknowledgement, in the order in which they were written
     * @throws IOException if it cannot be read
     */
    static void read(Path folder, Consumer<Acknowledgement> taker) throws IOException {
        String written = Files.readString(folder.resolve(FILE));
        // The last line may be half written: the task may have been ended in the midst of it.
        written.substring(0, written.lastIndexOf('\n') + 1)
                .lines()
                .map(Acknowledgement::parse)
                .forEach(taker);
    }
}
