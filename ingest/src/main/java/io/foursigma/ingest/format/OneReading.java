// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.format;

import io.foursigma.schemas.Reading;
import io.foursigma.schemas.json.ReadingSink;
import org.jspecify.annotations.Nullable;

/** A message that is one reading, of a sensor that is known from elsewhere. */
final class OneReading {

    private OneReading() {}

    /** Hands the message over, as a reading if nothing is wrong with it. */
    static void handOver(
            byte[] payload, String sensor, long time, double value, @Nullable String problem, ReadingSink sink) {
        String first = problem == null ? problem(sensor, time, value, sink) : problem;
        if (first == null) {
            sink.reading(0, sensor, time, value);
        } else {
            sink.malformed(0, first, payload);
        }
    }

    private static @Nullable String problem(String sensor, long time, double value, ReadingSink sink) {
        String ofName = Reading.sensorProblem(sensor);
        if (ofName != null) {
            return ofName;
        }
        return Double.isFinite(value) ? sink.problem(time) : "the value is not finite: " + value;
    }
}
