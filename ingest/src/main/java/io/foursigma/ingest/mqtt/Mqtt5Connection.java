// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.mqtt;

import com.hivemq.client.mqtt.MqttClientBuilder;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5RetainHandling;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A connection in MQTT 5. */
final class Mqtt5Connection implements BrokerConnection {

    /** The most messages that the broker may hand over before they are acknowledged. */
    private static final int MOST_UNACKNOWLEDGED = 5_000;

    private final Mqtt5AsyncClient client;
    private final InstantSource clock;

    Mqtt5Connection(
            MqttClientBuilder builder, Broker.Login login, InstantSource clock, Consumer<MqttMessage> receiver) {
        this.clock = clock;
        Mqtt5ClientBuilder mqtt5 = builder.useMqttVersion5();
        if (login.isGiven()) {
            mqtt5.simpleAuth().username(login.user()).password(login.password()).applySimpleAuth();
        }
        client = mqtt5.buildAsync();
        // Before it connects: what the broker has kept comes before any subscription.
        client.publishes(MqttGlobalPublishFilter.ALL, publish -> receiver.accept(message(publish)), true);
    }

    private MqttMessage message(Mqtt5Publish publish) {
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
                .cleanStart(false)
                .sessionExpiryInterval(SESSION_SECONDS)
                .keepAlive(KEEP_ALIVE_SECONDS)
                .restrictions()
                .receiveMaximum(MOST_UNACKNOWLEDGED)
                .applyRestrictions()
                .send()
                .thenApply(Mqtt5ConnAck::isSessionPresent);
    }

    @Override
    public CompletableFuture<?> subscribe(String filter) {
        return client.subscribeWith()
                .topicFilter(filter)
                .qos(MqttQos.AT_LEAST_ONCE)
                .retainHandling(Mqtt5RetainHandling.DO_NOT_SEND)
                .send();
    }

    @Override
    public void close() {
        Endings.await(client.disconnect());
    }
}
