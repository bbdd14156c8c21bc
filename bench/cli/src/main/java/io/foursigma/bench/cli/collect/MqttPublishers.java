// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.collect;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import io.foursigma.local.cli.CliException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Clients that publish numbers with QoS 1, each with some messages under way at a time. */
final class MqttPublishers implements AutoCloseable {

    private static final int UNDER_WAY_EACH = 200;
    private static final int SENSORS = 1_000;

    private final List<Mqtt5AsyncClient> clients = new ArrayList<>();
    private final Queue<CompletableFuture<Mqtt5PublishResult>> underWay = new ArrayDeque<>();

    private MqttPublishers() {}

    /** Connects so many. @throws CliException if the broker refuses */
    static MqttPublishers connect(int port, int count) throws InterruptedException {
        MqttPublishers publishers = new MqttPublishers();
        for (int i = 0; i < count; i++) {
            Mqtt5AsyncClient client = MqttClient.builder()
                    .useMqttVersion5()
                    .identifier("publisher-" + i)
                    .serverHost("127.0.0.1")
                    .serverPort(port)
                    .buildAsync();
            publishers.clients.add(client);
            awaited(client.connect());
        }
        return publishers;
    }

    /** Publishes so many messages, for 1,000 sensors in turn, and waits until the broker has acknowledged all. */
    void publish(int messages) throws InterruptedException {
        for (int i = 0; i < messages; i++) {
            int sensor = i % SENSORS;
            underWay.add(clients.get(sensor % clients.size())
                    .publishWith()
                    .topic("sensors/sensor-" + (10_000 + sensor))
                    .payload(Double.toString(20 + i % 977 / 64.0).getBytes(UTF_8))
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .send());
            if (underWay.size() >= UNDER_WAY_EACH * clients.size()) {
                awaited(underWay.remove());
            }
        }
        while (!underWay.isEmpty()) {
            awaited(underWay.remove());
        }
    }

    private static void awaited(CompletableFuture<?> answer) throws InterruptedException {
        try {
            answer.get();
        } catch (ExecutionException e) {
            throw new CliException(CliException.FAILED, "The broker did not take what was sent: " + e.getCause());
        }
    }

    @Override
    public void close() {
        for (Mqtt5AsyncClient client : clients) {
            Future<?> unused = client.disconnect();
        }
    }
}
