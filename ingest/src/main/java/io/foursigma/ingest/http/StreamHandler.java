// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.http;

import io.foursigma.ingest.MessageItems;
import io.foursigma.ingest.MessageReader.Message;
import io.foursigma.ingest.Room;
import io.foursigma.ingest.SourceContext;
import io.foursigma.ingest.SourceMetrics;
import io.foursigma.ingest.format.PayloadFormat;
import io.foursigma.ingest.format.TelemetryFormat;
import io.foursigma.ingest.websocket.SpooledIntake;
import io.foursigma.ingest.websocket.WebSocketSource;
import io.foursigma.schemas.json.Problem;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.schemas.settings.TimeLimits;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServerContainer;
import org.jspecify.annotations.Nullable;

/**
 * Takes readings from devices that connect over WebSocket. Each message is as a body of HTTP, and gets an answer when it is
 * kept.
 */
final class StreamHandler implements AutoCloseable {

    private static final Duration PING = Duration.ofSeconds(5);
    private static final int UPGRADE_REQUIRED = 426;

    private final SpooledIntake intake;
    private final SourceMetrics metrics;
    private final InstantSource clock;
    private final Sender sender;
    private final Pacing pacing;
    private final Formats formats = new Formats(Runtime.getRuntime().availableProcessors());
    private final TimeLimits times;
    private final Room room;
    private final int mostBytes;
    private final int mostItems;
    private final int mostRecordBytes;
    private final Set<DeviceStream> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService checking;

    StreamHandler(SourceContext context, SpooledIntake intake, Sender sender) {
        Settings settings = context.settings();
        this.intake = intake;
        this.metrics = context.metrics();
        this.clock = context.clock();
        this.room = context.room();
        this.sender = sender;
        this.pacing = new Pacing(settings.get(SettingsTable.COLLECT_KEY_RATE), clock);
        this.times = TimeLimits.of(settings);
        this.mostBytes = settings.get(SettingsTable.COLLECT_HTTP_MAX_BODY_BYTES);
        this.mostItems = settings.get(SettingsTable.COLLECT_MAX_ITEMS);
        this.mostRecordBytes = settings.get(SettingsTable.READINGS_MAX_BYTES);
        this.checking = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "collector-http-pings");
            thread.setDaemon(true);
            return thread;
        });
        Future<?> unused = checking.scheduleWithFixedDelay(
                () -> open.forEach(DeviceStream::check), PING.toMillis(), PING.toMillis(), TimeUnit.MILLISECONDS);
    }

    private interface Form {
        PayloadFormat of(Context context) throws RequestRefusedException;
    }

    void addTo(JavalinConfig config) {
        config.jetty.modifyServletContextHandler(
                context -> context.addFilter(new OwnUpgrade(), "/*", EnumSet.of(DispatcherType.REQUEST)));
        RoutesConfig routes = config.routes;
        routes.get("/v1/readings", context -> connect(context, asked -> formats.of(form(asked.queryParam("form")))));
        routes.get(
                "/v1/telemetry/<device>",
                context -> connect(context, asked -> formats.bounded(new TelemetryFormat(asked.pathParam("device")))));
    }

    void opened(DeviceStream stream) {
        open.add(stream);
    }

    void closed(DeviceStream stream) {
        open.remove(stream);
    }

    @Override
    public void close() {
        checking.shutdownNow();
    }

    /** Refuses with an answer of HTTP who may not send, or asks for what there is not. */
    private void connect(Context context, Form form) throws IOException {
        try {
            String key = Sender.key(context::header);
            String unused = sender.holder(key);
            DeviceStream stream = new DeviceStream(this, key, form.of(context), room, mostBytes, System::nanoTime);
            boolean isUpgraded = JettyWebSocketServerContainer.ensureContainer(
                            context.req().getServletContext())
                    .upgrade(
                            (request, response) -> stream,
                            ServletContextRequest.getServletContextRequest(context.req())
                                    .getServletApiRequest(),
                            context.res());
            if (!isUpgraded) {
                context.header("Upgrade", "websocket");
                Answers.problem(
                        context,
                        new Problem(
                                UPGRADE_REQUIRED,
                                "WebSocket is spoken here",
                                "POST readings, or connect as a client of WebSocket",
                                List.of()));
            }
        } catch (RequestRefusedException e) {
            refused(e.refusal());
            Answers.refused(context, e.refusal(), e.detail(), 0);
        }
    }

    private static MediaType form(@Nullable String name) throws RequestRefusedException {
        return switch (name == null ? "json" : name) {
            case "json" -> MediaType.JSON;
            case "ndjson" -> MediaType.NDJSON;
            case "csv" -> MediaType.CSV;
            case "senml" -> MediaType.SENML;
            default ->
                throw new RequestRefusedException(
                        Refusal.UNSUPPORTED, "form=" + name + ": give json, ndjson, csv or senml");
        };
    }

    /** A message was refused. */
    void refused(Refusal refusal) {
        metrics.refusedMessage(WebSocketSource.SOURCE, refusal.label());
    }

    /** Keeps what a message holds. @throws RequestRefusedException if nothing of it is kept */
    MessageItems keep(DeviceStream stream, byte[] payload) throws RequestRefusedException {
        String holder = sender.holder(stream.key());
        long wait = pacing.waitMillis(holder);
        if (wait > 0) {
            throw new RequestRefusedException(
                    Refusal.TOO_FAST, "more readings than collect.key-rate allows: send it again in " + wait + " ms");
        }
        long received = clock.millis();
        MessageItems items = new MessageItems(times, received, mostItems, mostRecordBytes);
        try {
            stream.format().read(payload, received, items);
        } catch (MessageItems.TooManyItemsException e) {
            throw new RequestRefusedException(
                    Refusal.TOO_MANY_ITEMS,
                    "more than collect.max-items = " + mostItems + " items: send them in parts; nothing was taken");
        }
        pacing.sent(holder, items.records().size());
        metrics.received(WebSocketSource.SOURCE, items.refusals().size(), 0);
        metrics.refused(WebSocketSource.SOURCE, items.refusals().size());
        if (!items.records().isEmpty() && !intake.keep(new Message(items.records(), List.of(), payload.length))) {
            throw new RequestRefusedException(
                    Refusal.NO_ROOM, "the spool takes no more while Kafka is away: send it again later");
        }
        return items;
    }
}
