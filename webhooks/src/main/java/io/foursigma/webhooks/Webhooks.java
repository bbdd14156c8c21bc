// SPDX-License-Identifier: Apache-2.0
package io.foursigma.webhooks;

import io.foursigma.schemas.settings.NamedAddress;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells all receivers of the settings of episodes. It keeps nothing but offsets in Kafka, so any number may run side by side. */
public final class Webhooks implements AutoCloseable {

    private final List<Receiver> receivers = new ArrayList<>();
    private @Nullable MetricsServer server;

    private Webhooks() {}

    /** Whether the settings name any receiver. */
    public static boolean hasReceiver(Settings settings) {
        return !settings.get(SettingsTable.WEBHOOKS_URLS).isEmpty();
    }

    /**
     * Starts. Without a receiver nothing is started.
     *
     * @throws WebhooksException if the secret cannot be read, or the port cannot be listened on; nothing runs then
     */
    public static Webhooks start(Settings settings, InstantSource clock) {
        Webhooks webhooks = new Webhooks();
        if (!hasReceiver(settings)) {
            return webhooks;
        }
        Signer signer = signer(settings);
        HookMetrics metrics = new HookMetrics();
        webhooks.server = MetricsServer.start(settings, metrics);
        for (NamedAddress address : settings.get(SettingsTable.WEBHOOKS_URLS)) {
            webhooks.receivers.add(Receiver.start(settings, address, signer, metrics, clock));
        }
        return webhooks;
    }

    /** The port that metrics are served on, if they are. */
    public OptionalInt port() {
        return server == null ? OptionalInt.empty() : OptionalInt.of(server.port());
    }

    /** Where their metrics are served, for people to read, if they are. */
    public Optional<String> place() {
        return server == null
                ? Optional.empty()
                : Optional.of("Metrics of webhooks: http://" + server.host() + ':' + server.port() + "/metrics");
    }

    private static @Nullable Signer signer(Settings settings) {
        String file = settings.get(SettingsTable.WEBHOOKS_SECRET_FILE);
        if (file.equals(SettingsTable.OFF)) {
            return null;
        }
        String name = SettingsTable.WEBHOOKS_SECRET_FILE.name();
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            String secret = lines.findFirst().orElse("");
            if (secret.isBlank()) {
                throw new WebhooksException(name + " = " + file + " has no first line: write the secret there");
            }
            return new Signer(secret);
        } catch (IOException e) {
            throw new WebhooksException(name + " = " + file + " cannot be read: " + e, e);
        }
    }

    /** Tells nothing more, and stops. */
    @Override
    public void close() {
        receivers.forEach(Receiver::stop);
        receivers.forEach(Receiver::close);
        if (server != null) {
            server.close();
        }
    }
}
