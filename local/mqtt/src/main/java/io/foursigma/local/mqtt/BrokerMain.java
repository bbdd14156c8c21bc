// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.mqtt;

import com.hivemq.configuration.service.InternalConfigurations;
import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import com.hivemq.embedded.EmbeddedHiveMQBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs an MQTT broker, HiveMQ Community Edition, on 127.0.0.1.
 *
 * <p>Arguments: the folder for everything it writes; the port; {@code file} if what it keeps for clients outlives it, else
 * {@code in-memory}; and, where clients have to say who they are, the one user and the password.
 */
public final class BrokerMain {

    /** How many messages a client may leave unacknowledged. The stock 50 bound the rate by the time of a round trip to Kafka. */
    private static final int MOST_UNACKNOWLEDGED = 1_000;

    private BrokerMain() {}

    /**
     * Runs the broker until the process is told to exit.
     *
     * @param args folder, port, persistence, and perhaps user and password
     * @throws IOException if the folder cannot be written
     */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Path configuration = Files.createDirectories(folder.resolve("conf"));
        Files.writeString(configuration.resolve("config.xml"), configuration(args[1], args[2]));
        InternalConfigurations.MAX_INFLIGHT_WINDOW_SIZE_MESSAGES = MOST_UNACKNOWLEDGED;
        EmbeddedHiveMQBuilder builder = EmbeddedHiveMQ.builder()
                .withConfigurationFolder(configuration)
                .withDataFolder(Files.createDirectories(folder.resolve("data")))
                .withExtensionsFolder(Files.createDirectories(folder.resolve("extensions")));
        if (args.length > 3) {
            builder.withEmbeddedExtension(EmbeddedExtension.builder()
                    .withId("one-user")
                    .withName("One user")
                    .withVersion("1")
                    .withExtensionMain(new OneUser(args[3], args[4]))
                    .build());
        }
        EmbeddedHiveMQ broker = builder.build();
        // What it has acknowledged a moment ago is on the disk only after an orderly end.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> broker.stop().join(), "broker-stop"));
        broker.start().join();
    }

    private static String configuration(String port, String persistence) {
        return """
                <?xml version="1.0"?>
                <hivemq>
                    <listeners>
                        <tcp-listener>
                            <port>%s</port>
                            <bind-address>127.0.0.1</bind-address>
                        </tcp-listener>
                    </listeners>
                    <mqtt>
                        <queued-messages>
                            <max-queue-size>1000000</max-queue-size>
                        </queued-messages>
                    </mqtt>
                    <persistence>
                        <mode>%s</mode>
                    </persistence>
                    <anonymous-usage-statistics>
                        <enabled>false</enabled>
                    </anonymous-usage-statistics>
                </hivemq>
                """.formatted(port, persistence);
    }
}
