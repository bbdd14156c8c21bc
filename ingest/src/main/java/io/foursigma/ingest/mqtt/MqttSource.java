// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.mqtt;

import io.foursigma.ingest.MessageReader;
import io.foursigma.ingest.PatientDelivery;
import io.foursigma.ingest.Source;
import io.foursigma.ingest.SourceContext;
import io.foursigma.ingest.SourceMetrics;
import io.foursigma.ingest.format.PayloadFormat;
import io.foursigma.schemas.Position;
import io.foursigma.schemas.settings.SettingsTable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes readings from a broker of MQTT. A message of QoS 1 is acknowledged when Kafka has acknowledged what became of it; the
 * broker keeps it until then, also while the collector is away. One thread takes the messages to Kafka, batch after batch,
 * so they keep their order. {@code docs/collectors.md} describes the rest.
 */
public final class MqttSource implements Source {

    /** The source's name in metrics. */
    static final String SOURCE = "mqtt";

    private static final Logger LOG = LoggerFactory.getLogger(MqttSource.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int MICROS_PER_MILLI = 1_000;

    private final Broker broker;
    private final Forms forms;
    private final String template;
    private final MessageReader reader;
    private final PatientDelivery delivery;
    private final SourceMetrics metrics;
    private final InstantSource clock;
    private final Inbox inbox;
    private final Connections connections;
    private final Thread thread = new Thread(this::run, "collector-mqtt");
    private volatile boolean stopped;

    /** The place of the last message, in microseconds. */
    private long lastPlace;

    private MqttSource(SourceContext context) {
        this.broker = Broker.of(context.settings());
        this.forms = Forms.of(context.settings());
        this.template = context.settings().text(SettingsTable.COLLECT_MQTT_SENSOR);
        this.reader = new MessageReader(context.settings());
        this.delivery = new PatientDelivery(SOURCE, context);
        this.metrics = context.metrics();
        this.clock = context.clock();
        this.inbox = new Inbox(context.room());
        this.connections = new Connections(broker, context, inbox, this::receive);
    }

    /**
     * Starts to take what the broker of {@code collect.mqtt.url} has; one that is away is tried again and again.
     *
     * @throws io.foursigma.ingest.SourceException if a setting cannot be used
     */
    public static MqttSource start(SourceContext context) {
        MqttSource source = new MqttSource(context);
        source.thread.start();
        source.connections.open();
        return source;
    }

    @Override
    public String place() {
        return "from the MQTT broker " + broker.url();
    }

    /** Takes nothing more, brings to Kafka what has come if Kafka takes it soon, and leaves the broker. */
    @Override
    public void close() {
        stopped = true;
        try {
            thread.join(PATIENCE.toMillis());
            thread.interrupt();
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connections.close();
    }

    private void receive(MqttMessage message) {
        if (stopped) {
            return;
        }
        if (message.isRetained()) {
            // Nobody knows how old it is.
            metrics.refusedMessage(SOURCE, "retained");
            message.acknowledge().run();
        } else if (!inbox.offer(message)) {
            metrics.refusedMessage(SOURCE, "no-room");
        }
    }

    private void run() {
        try {
            while (!stopped || !inbox.isEmpty()) {
                List<MqttMessage> batch = inbox.take();
                if (batch.isEmpty()) {
                    connections.renewIfRefused();
                } else {
                    take(batch);
                }
            }
        } catch (InterruptedException e) {
            // Stopped: what is not acknowledged comes again.
        }
    }

    private void take(List<MqttMessage> batch) throws InterruptedException {
        try {
            List<MessageReader.Message> read = new ArrayList<>(batch.size());
            for (MqttMessage message : batch) {
                read.add(read(message));
            }
            delivery.deliver(read);
            batch.forEach(message -> message.acknowledge().run());
        } catch (RuntimeException | Error bug) {
            LOG.error("messages of the MQTT broker {} wait, for the collector has made an error", broker.url(), bug);
            metrics.refusedMessage(SOURCE, "error");
            batch.forEach(message -> inbox.refuse(message.from()));
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } finally {
            inbox.leave(batch);
        }
    }

    private MessageReader.Message read(MqttMessage message) {
        Position position = position(message);
        PayloadFormat format = forms.of(message.topic());
        return format == null
                ? reader.noMessage(
                        message.payload().get(),
                        "the topic has too few levels for collect.mqtt.sensor = " + template,
                        position)
                : reader.read(message.payload().get(), format, message.received(), clock.millis(), position);
    }

    /** The topic, and microseconds that tell the messages of a collector apart; they lie about when the message came. */
    private Position position(MqttMessage message) {
        lastPlace = Math.max(lastPlace + 1, message.received() * MICROS_PER_MILLI);
        return new Position("mqtt:" + message.topic(), 0, lastPlace, 0);
    }
}
