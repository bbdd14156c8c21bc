// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.chaos;

import com.fasterxml.jackson.core.JsonGenerator;
import io.foursigma.schemas.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * The records of a run: record {@code i} is a function of the seed and {@code i}. Sensors take turns. Most records are a
 * reading; some are arrays, some come late (within and beyond the allowed lateness), some are spikes, a few are no
 * readings at all.
 *
 * @param seed chooses the values
 * @param sensors how many sensors
 * @param perSecond how many records fall into a second of event time
 * @param startMillis event time of the first record, epoch milliseconds
 */
public record LoadReadings(long seed, int sensors, int perSecond, long startMillis) {

    private static final int ONE_IN_BROKEN = 300;
    private static final int ONE_IN_ARRAY = 25;
    private static final int ONE_IN_LATE = 40;
    private static final int ONE_IN_SPIKE = 120;
    private static final int LONGEST_ARRAY = 4;
    private static final int LATEST_MILLIS = 6_000;
    private static final double SPIKE = 15;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    /** The key of a record: its sensor's name. */
    public String sensor(long index) {
        return "hall-" + index % sensors + "/temperature";
    }

    /** The bytes of a record. */
    public byte[] value(long index) {
        Random random = new Random((seed + index) * MIX);
        random.nextInt();
        String sensor = sensor(index);
        long time = startMillis + index * 1_000 / perSecond;
        if (random.nextInt(ONE_IN_BROKEN) == 0) {
            String text = random.nextBoolean()
                    ? "no reading " + index
                    : "{\"sensor\":\"" + sensor + "\",\"time\":" + time + ",\"value\":\"high\"}";
            return text.getBytes(StandardCharsets.UTF_8);
        }
        long at = random.nextInt(ONE_IN_LATE) == 0 ? time - 1 - random.nextInt(LATEST_MILLIS) : time;
        int count = random.nextInt(ONE_IN_ARRAY) == 0 ? 1 + random.nextInt(LONGEST_ARRAY) : 0;
        return Json.bytes(out -> {
            if (count == 0) {
                write(out, sensor, at, next(index, random));
                return;
            }
            out.writeStartArray();
            for (int i = 0; i < count; i++) {
                write(out, sensor, at + i, next(index, random));
            }
            out.writeEndArray();
        });
    }

    private double next(long index, Random random) {
        double level = 20 + index % sensors;
        double spike = random.nextInt(ONE_IN_SPIKE) == 0 ? SPIKE : 0;
        return level + random.nextGaussian() / 2 + spike;
    }

    private static void write(JsonGenerator out, String sensor, long time, double value) throws IOException {
        out.writeStartObject();
        out.writeStringField("sensor", sensor);
        out.writeNumberField("time", time);
        out.writeNumberField("value", value);
        out.writeEndObject();
    }
}
