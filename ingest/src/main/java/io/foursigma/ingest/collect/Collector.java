// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.collect;

import io.foursigma.ingest.Intake;
import io.foursigma.ingest.Room;
import io.foursigma.ingest.Source;
import io.foursigma.ingest.SourceContext;
import io.foursigma.ingest.SourceMetrics;
import io.foursigma.ingest.file.FileSource;
import io.foursigma.ingest.http.HttpSource;
import io.foursigma.ingest.kafka.KafkaSource;
import io.foursigma.ingest.keys.ApiKeys;
import io.foursigma.ingest.mqtt.MqttSource;
import io.foursigma.ingest.websocket.SpooledIntake;
import io.foursigma.ingest.websocket.WebSocketSource;
import io.foursigma.schemas.settings.Setting;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The sources that the settings switch on, and their way to Kafka. It keeps nothing but up to where files were taken, so any
 * number may run side by side.
 */
public final class Collector implements AutoCloseable {

    /** The settings that switch on a source each, and {@code off} switches it off. */
    static final List<Setting<?>> SWITCHES = List.of(
            SettingsTable.COLLECT_HTTP_PORT,
            SettingsTable.COLLECT_KAFKA_TOPIC,
            SettingsTable.COLLECT_WEBSOCKET_PRODUCERS,
            SettingsTable.COLLECT_MQTT_URL,
            SettingsTable.COLLECT_FILES);

    private final Intake intake;
    private final List<Source> sources;

    private Collector(Intake intake, List<Source> sources) {
        this.intake = intake;
        this.sources = sources;
    }

    /** Whether the settings switch on any source. */
    public static boolean hasSource(Settings settings) {
        return SWITCHES.stream().anyMatch(source -> isOn(settings, source));
    }

    /**
     * Starts all sources that are switched on.
     *
     * @throws io.foursigma.ingest.SourceException if one cannot start; none runs then
     * @throws io.foursigma.schemas.settings.SettingsException if its settings do not go together; none runs then
     * @throws io.foursigma.ingest.PublishException if no address of a broker can be resolved
     */
    public static Collector start(Settings settings, InstantSource clock) {
        Room room = new Room(settings.get(SettingsTable.COLLECT_MAX_BYTES));
        Intake intake = Intake.open(settings, settings.get(SettingsTable.COLLECT_ACK_TIMEOUT));
        Collector collector = new Collector(intake, new ArrayList<>());
        try {
            collector.start(new SourceContext(settings, intake, room, new SourceMetrics(room), clock));
            return collector;
        } catch (RuntimeException e) {
            collector.close();
            throw e;
        }
    }

    private void start(SourceContext context) {
        Settings settings = context.settings();
        SpooledIntake spooled = null;
        boolean hasEndpoint = isOn(settings, SettingsTable.COLLECT_WEBSOCKET_ENDPOINT);
        if (hasEndpoint || isOn(settings, SettingsTable.COLLECT_WEBSOCKET_PRODUCERS)) {
            WebSocketSource source = WebSocketSource.start(context);
            sources.add(source);
            spooled = hasEndpoint ? source.intake() : null;
        }
        if (isOn(settings, SettingsTable.COLLECT_HTTP_PORT)) {
            sources.add(HttpSource.start(context, keys(context), spooled));
        }
        if (isOn(settings, SettingsTable.COLLECT_KAFKA_TOPIC)) {
            sources.add(KafkaSource.start(settings, context.metrics(), context.clock()));
        }
        if (isOn(settings, SettingsTable.COLLECT_MQTT_URL)) {
            sources.add(MqttSource.start(context));
        }
        if (isOn(settings, SettingsTable.COLLECT_FILES)) {
            sources.add(FileSource.start(context));
        }
    }

    private static boolean isOn(Settings settings, Setting<?> source) {
        return !settings.text(source).equals(SettingsTable.OFF);
    }

    /** Where readings come in from, a line a source, for people to read. */
    public List<String> places() {
        return sources.stream().map(Source::place).toList();
    }

    /** The port that readings come in through over HTTP, if they do. */
    public OptionalInt httpPort() {
        return http().map(source -> OptionalInt.of(source.port())).orElse(OptionalInt.empty());
    }

    /** Where readings come in over HTTP, if they do, for people to read. */
    public Optional<String> httpAddress() {
        return http().map(HttpSource::address);
    }

    /** Takes nothing more, and stops. */
    @Override
    public void close() {
        // A source that brings to another one is closed before that.
        for (int i = sources.size() - 1; i >= 0; i--) {
            sources.get(i).close();
        }
        intake.close();
    }

    private Optional<HttpSource> http() {
        return sources.stream()
                .filter(HttpSource.class::isInstance)
                .map(HttpSource.class::cast)
                .findFirst();
    }

    private static @Nullable ApiKeys keys(SourceContext context) {
        String file = context.settings().get(SettingsTable.COLLECT_KEYS_FILE);
        return file.equals(SettingsTable.OFF) ? null : new ApiKeys(Path.of(file), context.clock());
    }
}
