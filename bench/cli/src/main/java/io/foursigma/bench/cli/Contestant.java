// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli;

import java.util.List;
import java.util.Map;

/** Who takes part in a race: each a process of its own, with a class path of its own. */
public enum Contestant {
    LIMIT("limit", "limit", "limit.LimitMain", "one thread that polls, decodes and counts, and keeps nothing"),

    FOURSIGMA(
            "foursigma",
            "storm",
            "storm.StormContestantMain",
            "Foursigma: state in Cassandra, insights in Elasticsearch, latest values in Redis"),

    FOURSIGMA_NO_WINDOWS(
            "foursigma-no-windows",
            "storm",
            "storm.StormContestantMain",
            "the same with windows=none: of the insights, anomalies only"),

    FOURSIGMA_IN_MEMORY(
            "foursigma-in-memory",
            "storm",
            "storm.StormContestantMain",
            "Foursigma with state, insights and latest values in memory"),

    STOCK_SPOUT(
            "stock-spout",
            "storm",
            "storm.StormContestantMain",
            "the same with Storm's own KafkaSpout, a tuple a record"),

    FLINK("flink", "flink", "flink.FlinkMain", "Flink, state on the heap, a checkpoint each second"),

    STREAMS_ALO("streams-alo", "streams", "streams.StreamsMain", "Kafka Streams, state in RocksDB, at least once"),

    STREAMS_EOS("streams-eos", "streams", "streams.StreamsMain", "Kafka Streams, state in RocksDB, exactly once");

    /** In records, since each is a tuple. */
    private static final String STOCK_MAX_PENDING = "20000";

    private final String word;
    private final String module;
    private final String mainClass;
    private final String description;

    Contestant(String word, String module, String mainClass, String description) {
        this.word = word;
        this.module = module;
        this.mainClass = "io.foursigma.bench." + mainClass;
        this.description = description;
    }

    /** Its name on the command line and in reports. */
    String word() {
        return word;
    }

    /** Its module below {@code bench/}. */
    String module() {
        return module;
    }

    String mainClass() {
        return mainClass;
    }

    /** What it is, for reports. */
    String description() {
        return description;
    }

    /** What it is told beside the task. */
    Map<String, String> told() {
        return switch (this) {
            case LIMIT, FLINK -> Map.of();
            case FOURSIGMA -> Map.of("variant", "FULL", "setting.windows", "all");
            case FOURSIGMA_NO_WINDOWS -> Map.of("variant", "FULL", "setting.windows", "none");
            case FOURSIGMA_IN_MEMORY -> Map.of("variant", "IN_MEMORY", "setting.windows", "none");
            case STOCK_SPOUT ->
                Map.of(
                        "variant",
                        "STOCK_SPOUT",
                        "setting.windows",
                        "none",
                        "setting.topology.max-pending",
                        STOCK_MAX_PENDING,
                        "stock-max-pending",
                        STOCK_MAX_PENDING);
            case STREAMS_ALO -> Map.of("guarantee", "at_least_once");
            case STREAMS_EOS -> Map.of("guarantee", "exactly_once_v2");
        };
    }

    /**
     * Flags of its JVM beside those of all. Storm's tasks keep so much code busy that the optimising compiler takes a core
     * for the first half minute; what it has won by then does not make up for it.
     */
    List<String> flags() {
        return module.equals("storm") ? List.of("-XX:TieredStopAtLevel=1") : List.of();
    }

    /** Whether it writes to the stores. */
    boolean usesStores() {
        return this == FOURSIGMA || this == FOURSIGMA_NO_WINDOWS;
    }

    /** Whether it publishes every window. */
    boolean publishesWindows() {
        return this == FOURSIGMA;
    }

    @Override
    public String toString() {
        return word;
    }
}
