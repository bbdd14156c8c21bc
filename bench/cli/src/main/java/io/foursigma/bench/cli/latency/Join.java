// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.latency;

import io.foursigma.bench.workload.Acknowledgement;
import io.foursigma.bench.workload.WorkloadRecord;
import io.foursigma.stores.Buckets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Brings together when the readings were due, what the stores have acknowledged, and what frames have shown. */
final class Join {

    private final Schedule schedule;
    private final Positions positions;
    private final Expected expected;
    private final List<List<Integer>> sensorsOfBucket = new ArrayList<>();
    private final Seen stats;
    private final Seen windows;
    private final Stage index;
    private final BitSet indexedAnomalies = new BitSet();
    private final BitSet indexedWindows = new BitSet();

    /**
     * Nothing is acknowledged yet.
     *
     * @param positions the readings
     * @param expected the documents that they bring about
     * @param buckets how the topology spreads sensors over buckets
     */
    Join(Positions positions, Expected expected, Buckets buckets) {
        this.schedule = positions.schedule();
        this.positions = positions;
        this.expected = expected;
        stats = new Seen(positions);
        windows = new Seen(positions);
        index = new Stage(expected.documents());
        for (int bucket = 0; bucket < buckets.count(); bucket++) {
            sensorsOfBucket.add(new ArrayList<>());
        }
        for (int sensor = 0; sensor < schedule.plan().sensors(); sensor++) {
            sensorsOfBucket.get(buckets.of(WorkloadRecord.name(sensor))).add(sensor);
        }
    }

    /** Takes the next acknowledgement; those of one bucket of one state have to come in their order. */
    void take(Acknowledgement acknowledgement) {
        if (acknowledgement instanceof Acknowledgement.Durable durable) {
            take(durable);
        } else if (acknowledgement instanceof Acknowledgement.IndexedAnomaly anomaly) {
            int reading = positions.reading(WorkloadRecord.sensor(anomaly.sensor()), anomaly.offset());
            if (reading < schedule.plan().readings() && expected.isAnomaly(reading)) {
                indexed(reading, indexedAnomalies, anomaly.micros());
            }
        } else if (acknowledgement instanceof Acknowledgement.IndexedWindow window) {
            take(window);
        }
    }

    /** What came before its cause was due is the open window of a sensor that was silent, which comes again when it closes. */
    private void take(Acknowledgement.IndexedWindow window) {
        int reading = schedule.firstSince(WorkloadRecord.sensor(window.sensor()), window.end());
        if (reading < schedule.plan().readings()
                && expected.closes(reading, window.revision())
                && schedule.dueMicros(reading) <= window.micros()) {
            indexed(reading, indexedWindows, window.micros());
        }
    }

    private void take(Acknowledgement.Durable durable) {
        Seen state = switch (durable.state()) {
            case "stats" -> stats;
            case "windows" -> windows;
            default -> throw new IllegalArgumentException("there is no state " + durable.state());
        };
        for (int sensor : sensorsOfBucket.get(durable.bucket())) {
            if (positions.partition(sensor) == durable.partition()) {
                state.through(sensor, durable.next() - 1, durable.micros());
            }
        }
    }

    private void indexed(int reading, BitSet before, long atMicros) {
        if (!before.get(reading) && schedule.isMeasured(reading)) {
            index.add(schedule.dueMicros(reading), atMicros);
        }
        before.set(reading);
    }

    /** When readings became durable in both states of their sensor's bucket. */
    Stage state() {
        Stage stage = new Stage(schedule.plan().measured());
        for (int reading = schedule.plan().warmUp(); reading < schedule.plan().readings(); reading++) {
            stage.add(schedule.dueMicros(reading), Math.max(stats.micros(reading), windows.micros(reading)));
        }
        return stage;
    }

    /** When the documents that readings bring about were in the index. */
    Stage index() {
        return index;
    }

    /** When a frame first showed readings, or newer ones of their sensors. */
    Stage frame(Frames frames) {
        Seen shown = new Seen(positions);
        frames.forEach((atMicros, sensor, offset) -> shown.through(sensor, offset, atMicros));
        Stage stage = new Stage(schedule.plan().measured());
        for (int reading = schedule.plan().warmUp(); reading < schedule.plan().readings(); reading++) {
            stage.add(schedule.dueMicros(reading), shown.micros(reading));
        }
        return stage;
    }
}
