// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.metrics;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.Timer;
import org.apache.storm.task.TopologyContext;

/**
 * Every metric of a task. Counters begin at 0 with the process and count replays, so they serve rates and alarms; the
 * exact, durable counts are those of the ledger. Summed over the tasks of a component, as soon as nothing is under way:
 *
 * <pre>
 * read(decode) = dead letters(decode) + applied(stats) + duplicate(stats) + those of shares that failed unapplied
 * </pre>
 *
 * The same holds for {@code anomaly} in place of {@code stats}. Late readings are a part of the applied ones.
 */
public enum TaskMetric {
    /** Items that {@code decode} saw. */
    READINGS_READ(Kind.COUNTER, "foursigma_readings_read", "Readings and dead letters that decode has seen."),
    /** Items that are no readings. */
    DEAD_LETTERS(Kind.COUNTER, "foursigma_dead_letters", "Items that decode has found to be no readings."),
    /** Readings that changed the state. */
    READINGS_APPLIED(Kind.COUNTER, "foursigma_readings_applied", "Readings that the task has applied to its state."),
    /** Readings that came again. */
    READINGS_DUPLICATE(
            Kind.COUNTER, "foursigma_readings_duplicate", "Readings that came again and were applied before."),
    /** Applied readings whose window was final. */
    READINGS_LATE(Kind.COUNTER, "foursigma_readings_late", "Applied readings that came when their window was final."),
    /** Durable anomalies. */
    ANOMALIES(Kind.COUNTER, "foursigma_anomalies", "Anomalies that became durable and were sent on."),
    /** Durable published windows. */
    WINDOWS_CLOSED(
            Kind.COUNTER,
            "foursigma_windows_closed",
            "Published windows that became durable and were sent on, each revision of a window once."),
    /** Durable openings of episodes. */
    EPISODES_OPENED(
            Kind.COUNTER,
            "foursigma_episodes_opened",
            "Episodes whose opening, for the first time or again, became durable and was sent on."),
    /** Durable closings of episodes. */
    EPISODES_CLOSED(
            Kind.COUNTER, "foursigma_episodes_closed", "Episodes whose closing became durable and was sent on."),
    /** Documents that the index will never take. */
    DOCUMENTS_REFUSED(
            Kind.COUNTER,
            "foursigma_documents_refused",
            "Documents that the index refused for good, kept as dead letters."),
    /** Attempts after the first one. */
    RETRIES(Kind.COUNTER, "foursigma_retries", "Flushes and batches that were sent to their store once more."),
    /** Time from a flush's first sending to the answer that it is durable. */
    FLUSH(
            Kind.TIMER,
            "foursigma_flush",
            "Seconds from the first sending of a bucket's flush until it was durable, retries included."),
    /** Sensors whose newest state waits for a flush. */
    DIRTY_SENSORS(
            Kind.GAUGE, "foursigma_dirty_sensors", "Sensors that changed since their bucket's last flush was sent."),
    /** Sensors in memory. */
    RESIDENT_SENSORS(
            Kind.GAUGE,
            "foursigma_resident_sensors",
            "Sensors of the task's buckets whose state is in memory; the others are read from Cassandra when needed."),
    /** Shares that came too early. */
    PARKED_SHARES(
            Kind.GAUGE,
            "foursigma_parked_shares",
            "Shares of runs that wait for the runs before them, or for a flush."),
    /** Their size. */
    PARKED_BYTES(Kind.GAUGE, "foursigma_parked_bytes", "About how many bytes the parked shares take."),
    /** What waits for a store. */
    SINK_QUEUE_DEPTH(
            Kind.GAUGE,
            "foursigma_sink_queue_depth",
            "Tuples, in latest sensors and anomalies, that the store has not taken yet.");

    private final Kind kind;
    private final String stormName;
    private final String help;

    TaskMetric(Kind kind, String stormName, String help) {
        this.kind = kind;
        this.stormName = stormName;
        this.help = help;
    }

    /** What it measures with. */
    public Kind kind() {
        return kind;
    }

    /** Its name among Storm's metrics of the task. */
    public String stormName() {
        return stormName;
    }

    /** The name of the counter beside a timer: Storm's timers keep no sum. */
    public String nanosStormName() {
        return stormName + "_nanos";
    }

    /** What it means, in a sentence. */
    public String help() {
        return help;
    }

    /** Registers a counter for the context's task. */
    public Counter counter(TopologyContext context) {
        return context.registerCounter(stormName);
    }

    Timer timer(TopologyContext context) {
        return context.registerTimer(stormName);
    }

    Counter nanos(TopologyContext context) {
        return context.registerCounter(nanosStormName());
    }

    void gauge(TopologyContext context, Gauge<? extends Number> gauge) {
        context.registerGauge(stormName, gauge);
    }

    /** How a metric measures. */
    public enum Kind {
        /** A number that grows. */
        COUNTER,
        /** A number that goes up and down. */
        GAUGE,
        /** Durations; beside it a counter of their sum. */
        TIMER
    }
}
