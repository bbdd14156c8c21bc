// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.mqtt;

import static io.foursigma.schemas.settings.SettingsTable.COLLECT_MQTT_CLIENT_ID;
import static io.foursigma.schemas.settings.SettingsTable.COLLECT_MQTT_PASSWORD_FILE;
import static io.foursigma.schemas.settings.SettingsTable.COLLECT_MQTT_URL;
import static io.foursigma.schemas.settings.SettingsTable.COLLECT_MQTT_USER;
import static io.foursigma.schemas.settings.SettingsTable.COLLECT_MQTT_VERSION;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientBuilder;
import io.foursigma.ingest.FirstLine;
import io.foursigma.ingest.SourceException;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsException;
import io.foursigma.schemas.settings.SettingsTable;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/**
 * A broker, and who the collector is to it.
 *
 * @param url its address
 * @param isVersion5 whether it is spoken to in MQTT 5
 * @param clientId the collector's name
 * @param login user and password
 */
record Broker(URI url, boolean isVersion5, String clientId, Login login) {

    private static final String HOST = "{host}";
    private static final int PLAIN_PORT = 1_883;
    private static final int TLS_PORT = 8_883;

    /**
     * Who the collector says that it is.
     *
     * @param user the user; {@code off}: nobody
     * @param password the password's bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Login(String user, byte[] password) {

        boolean isGiven() {
            return !user.equals(SettingsTable.OFF);
        }
    }

    /** The broker of the settings, whose {@code collect.mqtt.url} is one. @throws SourceException if a setting cannot be used */
    static Broker of(Settings settings) {
        String user = settings.get(COLLECT_MQTT_USER);
        String passwordFile = settings.get(COLLECT_MQTT_PASSWORD_FILE);
        if (user.equals(SettingsTable.OFF) && !passwordFile.equals(SettingsTable.OFF)) {
            throw new SettingsException(List.of(new SettingsException.Problem(
                    COLLECT_MQTT_PASSWORD_FILE.name(),
                    passwordFile,
                    "there is a password, and nobody whose it is",
                    "give " + COLLECT_MQTT_USER.name() + " too")));
        }
        return new Broker(
                settings.get(COLLECT_MQTT_URL).orElseThrow(),
                settings.get(COLLECT_MQTT_VERSION).equals("5"),
                clientId(settings.get(COLLECT_MQTT_CLIENT_ID)),
                new Login(
                        user, FirstLine.of(settings, COLLECT_MQTT_PASSWORD_FILE).getBytes(UTF_8)));
    }

    private static String clientId(String template) {
        if (!template.contains(HOST)) {
            return template;
        }
        try {
            return template.replace(HOST, InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            throw SourceException.unknownHost(COLLECT_MQTT_CLIENT_ID.name(), template, e);
        }
    }

    /**
     * A connection that is not connected yet.
     *
     * @param clock tells when messages come
     * @param receiver takes the messages, on a thread that must not be held up
     * @param ended told once, when the connection has ended or could not be made, why
     */
    BrokerConnection connection(InstantSource clock, Consumer<MqttMessage> receiver, Consumer<Throwable> ended) {
        boolean isTls = url.getScheme().equals("mqtts");
        int standardPort = isTls ? TLS_PORT : PLAIN_PORT;
        MqttClientBuilder builder = MqttClient.builder()
                .identifier(clientId)
                .serverHost(url.getHost())
                .serverPort(url.getPort() < 0 ? standardPort : url.getPort())
                .addDisconnectedListener(context -> ended.accept(context.getCause()));
        if (isTls) {
            builder = builder.sslWithDefaultConfig();
        }
        return isVersion5
                ? new Mqtt5Connection(builder, login, clock, receiver)
                : new Mqtt3Connection(builder, login, clock, receiver);
    }
}
