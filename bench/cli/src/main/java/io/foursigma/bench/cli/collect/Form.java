// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.collect;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;

/**
 * The forms in which a collector takes readings: over HTTP, NDJSON also with a key for each request and over WebSocket, CSV also in
 * files, and a number a message over MQTT.
 */
enum Form {
    NDJSON("application/x-ndjson"),
    JSON("application/json"),
    CSV("text/csv"),
    SENML("application/senml+json"),
    KEYED("application/x-ndjson"),
    WEBSOCKET("application/x-ndjson"),
    FILES("text/csv"),
    MQTT("text/plain");

    private static final int SENSORS = 1_000;
    private static final long TIME = 1_700_000_000_000L;
    private static final double MILLIS_PER_SECOND = 1e3;

    private final String mediaType;

    Form(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The form that people name so. @throws IllegalArgumentException if there is none */
    static Form named(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String mediaType() {
        return mediaType;
    }

    /** A body with readings of 1,000 sensors in turn. */
    byte[] body(int number, int readings) {
        StringBuilder text = new StringBuilder(this == CSV || this == FILES ? "sensor,time,value\n" : "");
        for (int i = 0; i < readings; i++) {
            int reading = number * readings + i;
            String sensor = "sensor-" + (10_000 + reading % SENSORS);
            double value = 20 + reading % 977 / 64.0;
            long time = TIME + reading;
            text.append(
                    switch (this) {
                        case MQTT -> throw new IllegalStateException("a message of MQTT is a single number");
                        case CSV, FILES -> sensor + ',' + time + ',' + value + '\n';
                        case NDJSON, KEYED, WEBSOCKET -> object(sensor, time, value) + '\n';
                        case JSON -> (i == 0 ? "[" : ",") + object(sensor, time, value);
                        case SENML ->
                            (i == 0 ? "[" : ",")
                                    + "{\"n\":\"%s\",\"t\":%.3f,\"v\":%s}"
                                            .formatted(sensor, time / MILLIS_PER_SECOND, value);
                    });
        }
        return (this == JSON || this == SENML ? text.append(']') : text)
                .toString()
                .getBytes(UTF_8);
    }

    private static String object(String sensor, long time, double value) {
        return "{\"sensor\":\"" + sensor + "\",\"time\":" + time + ",\"value\":" + value + '}';
    }
}
