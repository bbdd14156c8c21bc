// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.mqtt;

import io.foursigma.local.servers.MqttBroker;
import io.foursigma.local.servers.PortPicker;
import io.foursigma.local.servers.ServerStartException;
import java.io.IOException;
import java.nio.file.Path;

/** A broker of a test's own. */
public final class OwnBroker {

    private OwnBroker() {}

    /** Starts it; a login, where one is given, is the only one that is let in. */
    public static MqttBroker start(Path folder, String... login)
            throws IOException, ServerStartException, InterruptedException {
        try (PortPicker ports = new PortPicker()) {
            return MqttBroker.start(home(), folder.resolve("mqtt"), ports.pick(), login);
        }
    }

    /** Starts one that is fast, and keeps nothing beyond its end. */
    public static MqttBroker startInMemory(Path folder) throws IOException, ServerStartException, InterruptedException {
        try (PortPicker ports = new PortPicker()) {
            return MqttBroker.startInMemory(home(), folder.resolve("mqtt"), ports.pick());
        }
    }

    private static Path home() {
        return Path.of(System.getProperty("foursigma.home"));
    }
}
