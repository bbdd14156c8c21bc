// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Sensors whose readings a test sends itself, to the collector of a demo. */
final class Rig {

    /** Readings of a steady window. */
    static final int STEADY = 40;

    private static final long WINDOW_MILLIS = 2_000;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final DemoProcess demo;

    Rig(DemoProcess demo) {
        this.demo = demo;
    }

    /** The window before the present one, full of values from 0.1 to 2.1; the demo must have windows of 2 s. */
    void steady(String sensor) throws IOException, InterruptedException {
        long start = Math.floorDiv(System.currentTimeMillis(), WINDOW_MILLIS) * WINDOW_MILLIS - WINDOW_MILLIS;
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < STEADY; i++) {
            rows.append(row(sensor, start + i * WINDOW_MILLIS / STEADY, i % 3 + 0.1));
        }
        send(rows.toString());
    }

    /** A value that lies far from the steady ones, now. Returns its event time, epoch milliseconds. */
    long spike(String sensor) throws IOException, InterruptedException {
        long now = System.currentTimeMillis();
        send(row(sensor, now, 50));
        return now;
    }

    private static String row(String sensor, long time, double value) {
        return sensor + ',' + time + ',' + value + '\n';
    }

    /** Sends rows of CSV, and waits until Kafka has them. */
    void send(String rows) throws IOException, InterruptedException {
        HttpRequest post = HttpRequest.newBuilder(demo.collector())
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofString("sensor,time,value\n" + rows))
                .build();
        assertThat(HTTP.send(post, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(202);
    }
}
