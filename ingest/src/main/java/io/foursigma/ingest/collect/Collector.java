// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.collect;

import io.foursigma.ingest.Intake;
import io.foursigma.ingest.Room;
import io.foursigma.ingest.SourceMetrics;
import io.foursigma.ingest.http.HttpSource;
import io.foursigma.ingest.kafka.KafkaSource;
import io.foursigma.ingest.keys.ApiKeys;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The sources that the settings switch on, and their way to Kafka. It keeps nothing: any number may run side by side. */
public final class Collector implements AutoCloseable {

    private final Intake intake;
    private final @Nullable HttpSource http;
    private final @Nullable KafkaSource kafka;

    private Collector(Intake intake, @Nullable HttpSource http, @Nullable KafkaSource kafka) {
        this.intake = intake;
        this.http = http;
        this.kafka = kafka;
    }

    /** Whether the settings switch on any source. */
    public static boolean hasSource(Settings settings) {
        return settings.get(SettingsTable.COLLECT_HTTP_PORT).isPresent() || takesFromKafka(settings);
    }

    /**
     * Starts all sources that are switched on.
     *
     * @throws io.foursigma.ingest.SourceException if one cannot start; none runs then
     * @throws io.foursigma.ingest.PublishException if no address of a broker can be resolved
     */
    public static Collector start(Settings settings, InstantSource clock) {
        Room room = new Room(settings.get(SettingsTable.COLLECT_MAX_BYTES));
        SourceMetrics metrics = new SourceMetrics(room);
        Intake intake = Intake.open(settings, settings.get(SettingsTable.COLLECT_ACK_TIMEOUT));
        try {
            boolean overHttp = settings.get(SettingsTable.COLLECT_HTTP_PORT).isPresent();
            HttpSource http =
                    overHttp ? HttpSource.start(settings, keys(settings, clock), intake, room, metrics, clock) : null;
            KafkaSource kafka = takesFromKafka(settings) ? KafkaSource.start(settings, metrics, clock) : null;
            return new Collector(intake, http, kafka);
        } catch (RuntimeException e) {
            intake.close();
            throw e;
        }
    }

    private static boolean takesFromKafka(Settings settings) {
        return !settings.get(SettingsTable.COLLECT_KAFKA_TOPIC).equals(SettingsTable.OFF);
    }

    /** The port that readings come in through over HTTP, if they do. */
    public OptionalInt httpPort() {
        return http == null ? OptionalInt.empty() : OptionalInt.of(http.port());
    }

    /** Where readings come in over HTTP, if they do, for people to read. */
    public Optional<String> httpAddress() {
        return Optional.ofNullable(http).map(HttpSource::address);
    }

    /** Takes nothing more, and stops. */
    @Override
    public void close() {
        if (http != null) {
            http.close();
        }
        if (kafka != null) {
            kafka.close();
        }
        intake.close();
    }

    private static @Nullable ApiKeys keys(Settings settings, InstantSource clock) {
        String file = settings.get(SettingsTable.COLLECT_KEYS_FILE);
        return file.equals(SettingsTable.OFF) ? null : new ApiKeys(Path.of(file), clock);
    }
}
