// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.workload;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.apache.kafka.clients.producer.ProducerRecord;

/** A reading as it lies in Kafka, keyed by its sensor. Sensors have numbers, and names of equal length. */
public final class WorkloadRecord {

    private static final int FIRST_NAME = 10_000_000;

    private WorkloadRecord() {}

    /**
     * The name of a sensor.
     *
     * @param sensor its number, from 0 to 9999999
     */
    public static String name(int sensor) {
        return "s" + (FIRST_NAME + sensor);
    }

    /**
     * The number of a sensor.
     *
     * @param name as {@link #name} gives it
     */
    public static int sensor(String name) {
        return Integer.parseInt(name.substring(1)) - FIRST_NAME;
    }

    /**
     * The record of a reading.
     *
     * @param topic the topic
     * @param sensor the sensor's number
     * @param timeMillis the event time in epoch milliseconds
     * @param thousandths the value in thousandths, not negative
     */
    public static ProducerRecord<byte[], byte[]> of(String topic, int sensor, long timeMillis, long thousandths) {
        String name = name(sensor);
        String fraction = Long.toString(1_000 + thousandths % 1_000).substring(1);
        String json = "{\"sensor\":\"" + name + "\",\"time\":" + timeMillis + ",\"value\":" + thousandths / 1_000 + "."
                + fraction + "}";
        return new ProducerRecord<>(topic, name.getBytes(US_ASCII), json.getBytes(US_ASCII));
    }
}
