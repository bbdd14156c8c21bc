// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.websocket;

import io.foursigma.ingest.Source;
import io.foursigma.ingest.SourceContext;
import io.foursigma.ingest.format.SensorForm;
import io.foursigma.ingest.spool.Spool;
import io.foursigma.ingest.spool.SpoolDrain;
import io.foursigma.ingest.spool.SpoolPolicy;
import io.foursigma.schemas.settings.NamedAddress;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Takes readings over WebSocket. Nobody there can be held back for long, so messages go to a spool on disk, and from there to
 * Kafka.
 */
public final class WebSocketSource implements Source {

    /** The source's name in metrics. */
    public static final String SOURCE = "websocket";

    private final List<NamedAddress> addresses;
    private final Spool spool;
    private final SpoolDrain drain;
    private final SpooledIntake intake;
    private final List<Producer> producers = new ArrayList<>();

    private WebSocketSource(List<NamedAddress> addresses, Spool spool, SpoolDrain drain, SpooledIntake intake) {
        this.addresses = addresses;
        this.spool = spool;
        this.drain = drain;
        this.intake = intake;
    }

    /**
     * Connects to all producers of the settings, and sends to Kafka what the spool holds.
     *
     * @throws io.foursigma.ingest.SourceException if the spool cannot be used
     */
    public static WebSocketSource start(SourceContext context) {
        Settings settings = context.settings();
        Path folder = Path.of(settings.get(SettingsTable.COLLECT_SPOOL_FOLDER)).resolve(SOURCE);
        Spool spool = Spool.open(folder, SpoolPolicy.of(settings));
        context.metrics().spool(SOURCE, spool::depth);
        SpoolDrain drain = SpoolDrain.start(SOURCE, spool, SpooledMessage::decode, context);
        List<NamedAddress> addresses = settings.get(SettingsTable.COLLECT_WEBSOCKET_PRODUCERS);
        SpooledIntake intake = new SpooledIntake(settings, spool, context.clock());
        WebSocketSource source = new WebSocketSource(addresses, spool, drain, intake);
        addresses.forEach(address -> source.producers.add(source.producer(address, settings)));
        return source;
    }

    /** Where messages of devices go that connect to the collector. */
    public SpooledIntake intake() {
        return intake;
    }

    @Override
    public String place() {
        return addresses.isEmpty()
                ? "over WebSocket"
                : addresses.stream()
                        .map(address -> "'" + address.name() + "' at " + address.uri())
                        .collect(Collectors.joining(", ", "over WebSocket from ", ""));
    }

    @Override
    public void close() {
        producers.forEach(Producer::close);
        drain.close();
        spool.close();
    }

    private Producer producer(NamedAddress address, Settings settings) {
        Producer.Frames frames = intake.of(address.name(), form(settings).of(address.name()));
        return String.valueOf(address.uri().getScheme()).startsWith("http")
                ? SocketIoProducer.start(address, settings.get(SettingsTable.COLLECT_WEBSOCKET_EVENT), frames)
                : WebSocketProducer.start(address, frames, settings.get(SettingsTable.READINGS_MAX_BYTES) + 1);
    }

    private static SensorForm form(Settings settings) {
        return SensorForm.named(
                settings.get(SettingsTable.COLLECT_WEBSOCKET_PAYLOAD),
                settings.get(SettingsTable.COLLECT_WEBSOCKET_VALUE),
                settings.get(SettingsTable.COLLECT_WEBSOCKET_TIME));
    }
}
