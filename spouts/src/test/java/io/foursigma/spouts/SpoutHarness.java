// SPDX-License-Identifier: Apache-2.0
package io.foursigma.spouts;

import io.foursigma.schemas.Run;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.kafka.spout.KafkaSpout;
import org.apache.storm.metrics2.StormMetricRegistry;
import org.apache.storm.spout.ISpoutOutputCollector;
import org.apache.storm.spout.SpoutOutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.utils.Utils;

/** The spout of readings as the only task of a topology, opened and active, with a collector that keeps what it emits. */
final class SpoutHarness implements AutoCloseable {

    private static final long PATIENCE_NANOS = Duration.ofMinutes(2).toNanos();
    private static final int TASK = 1;

    private final KafkaSpout<Void, Run> spout;
    private final StormMetricRegistry registry = new StormMetricRegistry();
    private final List<Run> emitted = new ArrayList<>();
    private final Deque<Emission> waiting = new ArrayDeque<>();

    /** A run and the id under which it is acked or failed. */
    private record Emission(Run run, Object id) {}

    SpoutHarness(Settings settings, String topicId, RunCaps caps, int pollRecords) {
        spout = ReadingsSpout.of(settings, topicId, caps, pollRecords);
        spout.open(Map.of(), context(), new SpoutOutputCollector(new Recorder()));
        try {
            spout.activate();
        } catch (RuntimeException e) {
            spout.close();
            throw e;
        }
    }

    private TopologyContext context() {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout("readings", spout);
        StormTopology graph = builder.createTopology();
        return new TopologyContext(
                graph,
                Utils.readDefaultConfig(),
                Map.of(TASK, "readings"),
                Map.of("readings", List.of(TASK)),
                Map.of("readings", Map.of("default", ReadingsSpout.FIELDS)),
                Map.of(),
                "test",
                "",
                "",
                TASK,
                0,
                List.of(TASK),
                Map.of(),
                Map.of(),
                new HashMap<>(),
                new HashMap<>(),
                new AtomicBoolean(),
                registry);
    }

    /** All copies of runs so far, in the order in which they were emitted. */
    List<Run> emitted() {
        return emitted;
    }

    /** How many copies wait for an answer. */
    int waiting() {
        return waiting.size();
    }

    /** Fails the copies that have waited longest. */
    void failFirst(int copies) {
        for (int i = 0; i < copies; i++) {
            spout.fail(waiting.remove().id());
        }
    }

    /** Acks or fails some copy that waits, maybe one that was sent again since. Each is answered once. */
    void answerAny(Random random, int goodPercent) {
        int before = random.nextInt(waiting.size());
        Iterator<Emission> all = waiting.iterator();
        Emission emission = all.next();
        for (int i = 0; i < before; i++) {
            emission = all.next();
        }
        all.remove();
        if (random.nextInt(100) < goodPercent) {
            spout.ack(emission.id());
        } else {
            spout.fail(emission.id());
        }
    }

    /** Acks the copies for which this holds and fails the others. */
    void answer(Predicate<Run> good) {
        while (!waiting.isEmpty()) {
            Emission emission = waiting.remove();
            if (good.test(emission.run())) {
                spout.ack(emission.id());
            } else {
                spout.fail(emission.id());
            }
        }
    }

    /** Lets the spout go on until this holds, without an answer to what it emits. */
    void runUntil(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw new AssertionError("not reached in time; " + waiting.size() + " copies wait; emitted so far: "
                        + emitted.stream()
                                .map(run -> run.partition() + "@" + run.first())
                                .toList());
            }
            spout.nextTuple();
        }
    }

    /** Lets the spout go on until this holds, and answers each copy. */
    void runUntil(BooleanSupplier condition, Predicate<Run> good) {
        runUntil(() -> {
            answer(good);
            return condition.getAsBoolean();
        });
    }

    /** The lag of a partition as the spout's metrics tell it. */
    long lag(Settings settings, int partition) {
        String gauge =
                "kafkaOffset." + settings.get(SettingsTable.READINGS_TOPIC) + "/partition_" + partition + "/spoutLag";
        Object lag = Objects.requireNonNull(registry.getTaskGauges(TASK).get(gauge), gauge)
                .getValue();
        return ((Number) lag).longValue();
    }

    @Override
    public void close() {
        spout.close();
    }

    private final class Recorder implements ISpoutOutputCollector {

        @Override
        public List<Integer> emit(String stream, List<Object> tuple, Object id) {
            Run run = (Run) tuple.get(ReadingsSpout.FIELDS.fieldIndex("run"));
            emitted.add(run);
            waiting.add(new Emission(run, id));
            return List.of();
        }

        @Override
        public void emitDirect(int task, String stream, List<Object> tuple, Object id) {
            throw new UnsupportedOperationException("the spout emits to streams");
        }

        @Override
        public long getPendingCount() {
            return waiting.size();
        }

        @Override
        public void flush() {}

        @Override
        public void reportError(Throwable error) {
            throw new AssertionError(error);
        }
    }
}
