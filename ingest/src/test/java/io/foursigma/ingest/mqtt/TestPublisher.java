// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import io.foursigma.local.servers.MqttBroker;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A client that publishes messages, and knows which of them the broker has acknowledged. */
public final class TestPublisher implements AutoCloseable {

    private static final int MOST_UNDER_WAY = 500;

    private final Mqtt5AsyncClient client;
    private final Queue<CompletableFuture<Mqtt5PublishResult>> underWay = new ArrayDeque<>();

    private TestPublisher(Mqtt5AsyncClient client) {
        this.client = client;
    }

    /** Connects, with a login if one is given. */
    public static TestPublisher connect(MqttBroker broker, String... login)
            throws ExecutionException, InterruptedException {
        var builder = MqttClient.builder()
                .useMqttVersion5()
                .identifier(UUID.randomUUID().toString())
                .serverHost("127.0.0.1")
                .serverPort(broker.port());
        if (login.length > 0) {
            builder.simpleAuth()
                    .username(login[0])
                    .password(login[1].getBytes(UTF_8))
                    .applySimpleAuth();
        }
        Mqtt5AsyncClient client = builder.buildAsync();
        client.connect().get();
        return new TestPublisher(client);
    }

    /** Publishes with QoS 1 and waits until the broker has acknowledged. */
    public void publish(String topic, String payload) throws ExecutionException, InterruptedException {
        publish(topic, payload, MqttQos.AT_LEAST_ONCE, false);
    }

    /** Publishes and waits until the broker has what it has to acknowledge. */
    public void publish(String topic, String payload, MqttQos qos, boolean retain)
            throws ExecutionException, InterruptedException {
        send(topic, payload.getBytes(UTF_8), qos, retain).get();
    }

    /** Publishes with QoS 1, several messages under way at a time; {@link #flush} waits for their acknowledgements. */
    public void publishSoon(String topic, byte[] payload) throws ExecutionException, InterruptedException {
        publishSoon(topic, payload, () -> {});
    }

    /** The same, told when the broker has acknowledged. */
    public void publishSoon(String topic, byte[] payload, Runnable acknowledged)
            throws ExecutionException, InterruptedException {
        underWay.add(send(topic, payload, MqttQos.AT_LEAST_ONCE, false).thenApply(result -> {
            acknowledged.run();
            return result;
        }));
        if (underWay.size() >= MOST_UNDER_WAY) {
            underWay.remove().get();
        }
    }

    /** Waits until the broker has acknowledged all. */
    public void flush() throws ExecutionException, InterruptedException {
        while (!underWay.isEmpty()) {
            underWay.remove().get();
        }
    }

    private CompletableFuture<Mqtt5PublishResult> send(String topic, byte[] payload, MqttQos qos, boolean retain) {
        return client.publishWith()
                .topic(topic)
                .payload(payload)
                .qos(qos)
                .retain(retain)
                .send();
    }

    @Override
    public void close() {
        Endings.await(client.disconnect());
    }
}
