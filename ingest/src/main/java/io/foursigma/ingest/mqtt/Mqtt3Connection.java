// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.mqtt;

import com.hivemq.client.mqtt.MqttClientBuilder;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3ClientBuilder;
import com.hivemq.client.mqtt.mqtt3.message.connect.connack.Mqtt3ConnAck;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A connection in MQTT 3.1.1. How much the broker hands over before it is acknowledged is for the broker to say. */
final class Mqtt3Connection implements BrokerConnection {

    private final Mqtt3AsyncClient client;
    private final InstantSource clock;

    Mqtt3Connection(
            MqttClientBuilder builder, Broker.Login login, InstantSource clock, Consumer<MqttMessage> receiver) {
        this.clock = clock;
        Mqtt3ClientBuilder mqtt3 = builder.useMqttVersion3();
        if (login.isGiven()) {
            mqtt3.simpleAuth().username(login.user()).password(login.password()).applySimpleAuth();
        }
        client = mqtt3.buildAsync();
        // Before it connects: what the broker has kept comes before any subscription.
        client.publishes(MqttGlobalPublishFilter.ALL, publish -> receiver.accept(message(publish)), true);
    }

    private MqttMessage message(Mqtt3Publish publish) {
        return new MqttMessage(
                this,
                publish.getTopic().toString(),
                publish.getPayload().map(ByteBuffer::remaining).orElse(0),
                publish::getPayloadAsBytes,
                publish.isRetain(),
                publish.getQos() != MqttQos.AT_MOST_ONCE,
                clock.millis(),
                publish::acknowledge);
    }

    @Override
    public CompletableFuture<Boolean> connect() {
        return client.connectWith()
                .cleanSession(false)
                .keepAlive(KEEP_ALIVE_SECONDS)
                .send()
                .thenApply(Mqtt3ConnAck::isSessionPresent);
    }

    @Override
    public CompletableFuture<?> subscribe(String filter) {
        return client.subscribeWith()
                .topicFilter(filter)
                .qos(MqttQos.AT_LEAST_ONCE)
                .send();
    }

    @Override
    public void close() {
        Endings.await(client.disconnect());
    }
}
