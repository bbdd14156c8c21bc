// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.history;

import io.foursigma.schemas.Run;
import io.foursigma.schemas.json.ReadingDecoder;
import io.foursigma.schemas.json.ReadingSink;
import io.foursigma.schemas.settings.TimeLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes records of one partition and keeps one sensor's readings of them; dead letters take no part. */
final class SensorReadings implements Consumer<Run.Item>, ReadingSink {

    private static final Run.Item NONE = new Run.Item(0, 0, null);

    private final String sensor;
    private final int partition;
    private final TimeLimits limits;
    private final ReadingDecoder decoder = new ReadingDecoder();
    private final List<RawReading> kept = new ArrayList<>();
    private Run.Item record = NONE;
    private long firstTimestamp = Long.MAX_VALUE;
    private long leastTimestamp = Long.MAX_VALUE;
    private long greatestTimestamp = Long.MIN_VALUE;
    private long disorderMillis;

    SensorReadings(String sensor, int partition, TimeLimits limits) {
        this.sensor = sensor;
        this.partition = partition;
        this.limits = limits;
    }

    @Override
    public void accept(Run.Item newRecord) {
        record = newRecord;
        long timestamp = newRecord.timestamp();
        if (firstTimestamp == Long.MAX_VALUE) {
            firstTimestamp = timestamp;
        }
        leastTimestamp = Math.min(leastTimestamp, timestamp);
        greatestTimestamp = Math.max(greatestTimestamp, timestamp);
        disorderMillis = Math.max(disorderMillis, greatestTimestamp - timestamp);
        decoder.read(newRecord.value(), this);
    }

    @Override
    public @Nullable String problem(long time) {
        return limits.problem(time, record.timestamp());
    }

    @Override
    public void reading(int index, String ofSensor, long time, double value) {
        if (ofSensor.equals(sensor)) {
            kept.add(new RawReading(time, value, partition, record.offset(), index, record.timestamp()));
        }
    }

    @Override
    public void malformed(int index, String reason, byte[] bytes) {}

    /** The sensor's readings so far, in order. */
    List<RawReading> kept() {
        return kept;
    }

    /** The timestamp of the first record, {@link Long#MAX_VALUE} before it. */
    long firstTimestamp() {
        return firstTimestamp;
    }

    /** The least timestamp of a record, {@link Long#MAX_VALUE} before the first. */
    long leastTimestamp() {
        return leastTimestamp;
    }

    /** The greatest timestamp of a record, {@link Long#MIN_VALUE} before the first. */
    long greatestTimestamp() {
        return greatestTimestamp;
    }

    /** How far a record's timestamp lay behind an earlier one's, at most. */
    long disorderMillis() {
        return disorderMillis;
    }
}
