// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.mqtt;

import java.util.function.Supplier;

/**
 * A message that the broker has handed over.
 *
 * @param from the connection that it came over
 * @param topic its topic
 * @param bytes the size of its payload
 * @param payload gives its payload
 * @param isRetained whether it is of before the subscription
 * @param isKept whether the broker keeps it until it is acknowledged (QoS 1)
 * @param received when it came, epoch milliseconds
 * @param acknowledge tells the broker that it may forget it; called once
 */
record MqttMessage(
        BrokerConnection from,
        String topic,
        int bytes,
        Supplier<byte[]> payload,
        boolean isRetained,
        boolean isKept,
        long received,
        Runnable acknowledge) {}
