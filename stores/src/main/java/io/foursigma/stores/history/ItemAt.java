// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.history;

import io.foursigma.schemas.Position;
import io.foursigma.schemas.Run;
import io.foursigma.schemas.json.ReadingDecoder;
import io.foursigma.schemas.json.ReadingSink;
import io.foursigma.schemas.settings.TimeLimits;
import io.foursigma.stores.ReadingHistory.Look;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What lies at a position: a reading, a dead letter, or nothing. */
final class ItemAt implements ReadingSink {

    private static final Run.Item NONE = new Run.Item(0, 0, null);

    private final Position position;
    private final TimeLimits limits;
    private Run.Item record = NONE;
    private boolean reached;
    private @Nullable String sensor;
    private @Nullable RawReading reading;
    private @Nullable String reason;

    private ItemAt(Position position, TimeLimits limits) {
        this.position = position;
        this.limits = limits;
    }

    /** Reads the record that holds the position. */
    static ItemAt read(Look look, Position position, TimeLimits limits) {
        ItemAt item = new ItemAt(position, limits);
        long end = position.offset() + 1;
        item.reached = look.read(position.partition(), position.offset(), end, item::take) == end;
        return item;
    }

    private void take(Run.Item newRecord) {
        record = newRecord;
        new ReadingDecoder().read(newRecord.value(), this);
    }

    @Override
    public @Nullable String problem(long time) {
        return limits.problem(time, record.timestamp());
    }

    @Override
    public void reading(int index, String ofSensor, long time, double value) {
        if (index == position.index()) {
            sensor = ofSensor;
            reading = new RawReading(
                    time, value, position.partition(), position.offset(), position.index(), record.timestamp());
        }
    }

    @Override
    public void malformed(int index, String newReason, byte[] bytes) {
        if (index == position.index()) {
            reason = newReason;
        }
    }

    /** The reading, if it is one of this sensor. */
    @Nullable
    RawReading readingOf(String ofSensor) {
        return ofSensor.equals(sensor) ? reading : null;
    }

    /** What it means that no reading of this sensor is here. */
    Explanation explanation(String ofSensor) {
        if (sensor != null) {
            return new Explanation.Differs(List.of(new Difference("sensor", ofSensor, sensor)), null);
        }
        if (reason != null) {
            Difference verdict = new Difference("verdict", "anomalous", "dead letter: " + reason);
            return new Explanation.Differs(List.of(verdict), null);
        }
        return reached
                ? new Explanation.Gone("Kafka holds no reading at its position")
                : new Explanation.Unfinished("its record could not be read in time", position.offset() + 1);
    }
}
