// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.letters;

import io.foursigma.local.cli.CliException;
import io.foursigma.schemas.Reading;
import io.foursigma.schemas.json.ReadingJson;
import io.foursigma.schemas.json.ReadingSink;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.schemas.settings.TimeLimits;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads repaired readings as the topology would: whatever it would make a dead letter of is refused before. */
final class RepairedReadings implements ReadingSink {

    private final TimeLimits limits;
    private final long now;
    private final List<Reading> readings = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private RepairedReadings(TimeLimits limits, long now) {
        this.limits = limits;
        this.now = now;
    }

    /**
     * The readings of a value.
     *
     * @param value a reading as JSON, or an array of readings
     * @param settings the limits of times and sizes
     * @param clock tells when the record would be written
     * @throws CliException with everything that is wrong, and the cure
     */
    static List<Reading> check(byte[] value, Settings settings, Clock clock) {
        RepairedReadings read = new RepairedReadings(TimeLimits.of(settings), clock.millis());
        ReadingJson.read(value, read);
        int most = settings.get(SettingsTable.READINGS_MAX_BYTES);
        if (value.length > most) {
            read.problems.add("it has " + value.length + " bytes, " + SettingsTable.READINGS_MAX_BYTES.name()
                    + " allows " + most);
        }
        if (read.problems.isEmpty()) {
            return read.readings;
        }
        throw new CliException(
                CliException.WRONG_INPUT,
                "Nothing is replayed, since this would be a dead letter again: " + String.join("; ", read.problems)
                        + ". Give a repaired reading with --value or --file, such as"
                        + " {\"sensor\":\"hall/temperature\",\"time\":1700000000123,\"value\":21.4}");
    }

    @Override
    public @Nullable String problem(long time) {
        return limits.problem(time, now);
    }

    @Override
    public void reading(int index, String sensor, long time, double value) {
        readings.add(new Reading(sensor, time, value));
    }

    @Override
    public void malformed(int index, String reason, byte[] bytes) {
        problems.add(index == 0 ? reason : "element " + index + ": " + reason);
    }
}
