// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.foursigma.bolts.metrics.TaskMetric;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.ReadingsTopic;
import io.foursigma.stores.memory.InMemoryStores;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.storm.generated.Bolt;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.metrics2.StormMetricRegistry;
import org.apache.storm.task.IOutputCollector;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.IRichBolt;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.TupleImpl;
import org.apache.storm.tuple.Values;
import org.apache.storm.utils.ThriftTopologyUtils;
import org.apache.storm.utils.Utils;

/**
 * One task of one bolt in the place that it has in the graph, with Storm's own contexts and tuples, and a collector that
 * keeps what comes out and demands that no input is acked or failed twice.
 */
final class BoltHarness implements AutoCloseable {

    private static final long PATIENCE_NANOS = 20_000_000_000L;

    private final Way way;
    private final IRichBolt bolt;
    private final StormTopology graph;
    private final Map<Integer, String> tasks = new TreeMap<>();
    private final Map<String, List<Integer>> tasksOf = new HashMap<>();
    private final TopologyContext context;
    private final StormMetricRegistry registry = new StormMetricRegistry();
    private final Recorder recorder = new Recorder();

    /** The first task of a component, prepared. */
    BoltHarness(Way way, String component, IRichBolt bolt) {
        this.way = way;
        this.bolt = bolt;
        graph = FoursigmaTopology.of(Settings.defaults(), InMemoryStores.create(), new ReadingsTopic("topic-1", 4));
        graph.get_spouts().forEach((name, spout) -> addTasks(name, 1));
        graph.get_bolts().forEach((name, declared) -> addTasks(name, taskCount(declared)));
        context = context(tasksOf(component).get(0));
        bolt.prepare(Utils.readDefaultConfig(), context, new OutputCollector(recorder));
    }

    /** How many tasks a bolt has: one where nothing is said. */
    static int taskCount(Bolt bolt) {
        return bolt.get_common().is_set_parallelism_hint() ? bolt.get_common().get_parallelism_hint() : 1;
    }

    private void addTasks(String component, int count) {
        for (int i = 0; i < count; i++) {
            int task = tasks.size() + 1;
            tasks.put(task, component);
            tasksOf.computeIfAbsent(component, name -> new ArrayList<>()).add(task);
        }
    }

    /** The ids of a component's tasks. */
    List<Integer> tasksOf(String component) {
        return tasksOf.getOrDefault(component, List.of());
    }

    private TopologyContext context(int task) {
        Map<String, Map<String, Fields>> fields = new HashMap<>();
        for (String component : tasksOf.keySet()) {
            Map<String, Fields> streams = new HashMap<>();
            ThriftTopologyUtils.getComponentCommon(graph, component)
                    .get_streams()
                    .forEach((stream, info) -> streams.put(stream, new Fields(info.get_output_fields())));
            fields.put(component, streams);
        }
        return new TopologyContext(
                graph,
                Map.of(),
                tasks,
                tasksOf,
                fields,
                Map.of(),
                "test",
                "",
                "",
                task,
                0,
                List.of(task),
                Map.of(),
                Map.of(),
                new HashMap<>(),
                new HashMap<>(),
                new AtomicBoolean(),
                registry);
    }

    /** What a counter or gauge of the bolt says, as Storm's reporters read it. */
    long metric(TaskMetric metric) {
        int task = context.getThisTaskId();
        String name = metric.stormName();
        if (metric.kind() == TaskMetric.Kind.GAUGE) {
            Object value = Objects.requireNonNull(registry.getTaskGauges(task).get(name), name)
                    .getValue();
            return ((Number) value).longValue();
        }
        return Objects.requireNonNull(registry.getTaskCounters(task).get(name), name)
                .getCount();
    }

    /** Hands the bolt a tuple with these values and returns it. */
    Tuple execute(String component, String stream, Object... values) {
        Tuple tuple = tuple(component, stream, values);
        bolt.execute(tuple);
        return tuple;
    }

    /** A tuple as it would arrive. */
    Tuple tuple(String component, String stream, Object... values) {
        List<Object> carried = way.carried(new Values(values));
        return new TupleImpl(context, carried, component, tasksOf(component).get(0), stream);
    }

    /** Hands the bolt a tuple. */
    void execute(Tuple tuple) {
        bolt.execute(tuple);
    }

    /** Beats once. */
    void pulse() {
        execute(FoursigmaTopology.PULSE, Utils.DEFAULT_STREAM_ID);
    }

    /** Beats until a store's thread has answered. */
    void pulseUntil(BooleanSupplier condition) {
        long began = System.nanoTime();
        do {
            pulse();
            if (System.nanoTime() - began > PATIENCE_NANOS) {
                fail("nothing happened: " + recorder.emitted + ", acked " + recorder.acked);
            }
            LockSupport.parkNanos(1_000_000);
        } while (!condition.getAsBoolean());
    }

    /** The payloads that went out on a stream, in order. */
    <T> List<T> emitted(String stream, Class<T> type) {
        return on(stream).map(one -> type.cast(one.values.get(0))).toList();
    }

    /** What went out on a stream, in order. */
    List<Emitted> emissions(String stream) {
        return on(stream).toList();
    }

    private Stream<Emitted> on(String stream) {
        return recorder.emitted.stream().filter(one -> one.stream.equals(stream));
    }

    List<Tuple> acked() {
        return recorder.acked;
    }

    List<Tuple> failed() {
        return recorder.failed;
    }

    @Override
    public void close() {
        bolt.cleanup();
    }

    /** What went out; the task is -1 unless it was emitted directly. */
    record Emitted(int task, String stream, List<Tuple> anchors, List<Object> values) {}

    private static final class Recorder implements IOutputCollector {
        private final List<Emitted> emitted = new CopyOnWriteArrayList<>();
        private final List<Tuple> acked = new CopyOnWriteArrayList<>();
        private final List<Tuple> failed = new CopyOnWriteArrayList<>();

        @Override
        public List<Integer> emit(String stream, Collection<Tuple> anchors, List<Object> values) {
            emitDirect(-1, stream, anchors, values);
            return List.of();
        }

        @Override
        public void emitDirect(int task, String stream, Collection<Tuple> anchors, List<Object> values) {
            List<Tuple> known = anchors == null ? List.of() : List.copyOf(anchors);
            assertThat(known).as("anchors are not acked yet").noneMatch(this::hasLeft);
            emitted.add(new Emitted(task, stream, known, values));
        }

        @Override
        public void ack(Tuple tuple) {
            assertThat(hasLeft(tuple)).as("%s leaves once", tuple).isFalse();
            acked.add(tuple);
        }

        @Override
        public void fail(Tuple tuple) {
            assertThat(hasLeft(tuple)).as("%s leaves once", tuple).isFalse();
            failed.add(tuple);
        }

        private boolean hasLeft(Tuple tuple) {
            return acked.stream().anyMatch(one -> one == tuple)
                    || failed.stream().anyMatch(one -> one == tuple);
        }

        @Override
        public void resetTimeout(Tuple tuple) {}

        @Override
        public void flush() {}

        @Override
        public void reportError(Throwable error) {
            throw new AssertionError(error);
        }
    }
}
