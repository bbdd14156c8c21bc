// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import io.foursigma.ingest.format.Line;
import io.foursigma.ingest.format.Lines;
import io.foursigma.schemas.Reading;
import io.foursigma.schemas.json.ReadingJson;
import io.foursigma.schemas.json.ReadingSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value a line. The line goes to Kafka as it is, its key the sensor that it is about. Only an array of readings
 * of several sensors is taken apart, for one record has one key: whole, it would leave the partition of all sensors but
 * one, and with it their order.
 */
final class NdjsonFormat implements LineFormat {

    private final Lines lines;
    private final SensorFinder finder = new SensorFinder();

    NdjsonFormat(Lines lines) {
        this.lines = lines;
    }

    @Override
    public @Nullable Outcome next() throws IOException {
        Line line = lines.nextNotBlank();
        if (line instanceof Line.Whole whole) {
            return outcome(whole, lines.limitBytes());
        }
        return line instanceof Line.TooLong tooLong ? new Outcome.Refused(tooLong.number(), tooLong.length()) : null;
    }

    private Outcome outcome(Line.Whole line, int limitBytes) {
        finder.sensor = null;
        finder.several = false;
        ReadingJson.read(line.bytes(), finder);
        return finder.several
                ? split(line, limitBytes)
                : new Outcome.Records(List.of(KeyedRecord.of(finder.sensor, line.bytes())));
    }

    /** Written anew, an element can be longer than the line was: then the line as a whole is too long. */
    private static Outcome split(Line.Whole line, int limitBytes) {
        Splitter splitter = new Splitter();
        ReadingJson.read(line.bytes(), splitter);
        boolean fits = splitter.records.stream().allMatch(record -> record.value().length <= limitBytes);
        return fits ? new Outcome.Records(splitter.records) : new Outcome.Refused(line.number(), line.bytes().length);
    }

    /** Finds out whether a line is about no sensor, one or several. */
    private static final class SensorFinder implements ReadingSink {
        private @Nullable String sensor;
        private boolean several;

        @Override
        public void reading(int index, String name, long time, double value) {
            if (sensor == null) {
                sensor = name;
            } else {
                several |= !sensor.equals(name);
            }
        }

        @Override
        public void malformed(int index, String reason, byte[] bytes) {
            // The pipeline will say so; what is no reading decides no key.
        }
    }

    /** Takes an array apart, its malformed elements kept as they are. */
    private static final class Splitter implements ReadingSink {
        private final List<KeyedRecord> records = new ArrayList<>();

        @Override
        public void reading(int index, String sensor, long time, double value) {
            records.add(KeyedRecord.of(sensor, ReadingJson.bytes(new Reading(sensor, time, value))));
        }

        @Override
        public void malformed(int index, String reason, byte[] bytes) {
            records.add(KeyedRecord.of(null, bytes));
        }
    }
}
