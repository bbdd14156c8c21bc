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
            return MqttBroker.start(
                    Path.of(System.getProperty("foursigma.home")), folder.resolve("mqtt"), ports.pick(), login);
        }
    }
}
