// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.foursigma.ingest.MessageItems;
import io.foursigma.ingest.MessageReader.Message;
import io.foursigma.ingest.SourceContext;
import io.foursigma.ingest.SourceMetrics;
import io.foursigma.ingest.format.PayloadFormat;
import io.foursigma.ingest.format.TelemetryFormat;
import io.foursigma.ingest.websocket.SpooledIntake;
import io.foursigma.ingest.websocket.WebSocketSource;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.schemas.settings.TimeLimits;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.core.exception.MessageTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * Takes readings from devices that connect over WebSocket. Each message is as a body of HTTP, and gets an answer when it is
 * kept; the next one is read when that answer is written, so that who does not read answers is held back.
 */
final class StreamHandler {

    /** A device whose machine is gone says no goodbye: without an answer to pings it is cut off. */
    static final Duration SILENCE = Duration.ofSeconds(20);

    private static final Duration PING = Duration.ofSeconds(5);

    /** "Policy violation", of the IANA registry of WebSocket close codes. */
    private static final int POLICY_VIOLATION = 1008;

    private final SpooledIntake intake;
    private final SourceMetrics metrics;
    private final InstantSource clock;
    private final Sender sender;
    private final Pacing pacing;
    private final Formats formats = new Formats(Runtime.getRuntime().availableProcessors());
    private final TimeLimits times;
    private final int mostItems;
    private final int mostRecordBytes;
    private final Map<String, Stream> streams = new ConcurrentHashMap<>();

    StreamHandler(SourceContext context, SpooledIntake intake, Sender sender) {
        Settings settings = context.settings();
        this.intake = intake;
        this.metrics = context.metrics();
        this.clock = context.clock();
        this.sender = sender;
        this.pacing = new Pacing(settings.get(SettingsTable.COLLECT_KEY_RATE), clock);
        this.times = TimeLimits.of(settings);
        this.mostItems = settings.get(SettingsTable.COLLECT_MAX_ITEMS);
        this.mostRecordBytes = settings.get(SettingsTable.READINGS_MAX_BYTES);
    }

    /** A connection: its key, the form of its messages, and how many came. */
    private static final class Stream {
        private final @Nullable String key;
        private final PayloadFormat format;
        private long messages;

        private Stream(@Nullable String key, PayloadFormat format) {
            this.key = key;
            this.format = format;
        }
    }

    private interface Form {
        PayloadFormat of(WsContext context) throws RequestRefusedException;
    }

    void addTo(RoutesConfig routes) {
        routes.wsBeforeUpgrade(this::admit);
        routes.ws("/v1/readings", path -> serve(path, context -> formats.of(form(context.queryParam("form")))));
        routes.ws(
                "/v1/telemetry/<device>",
                path -> serve(path, context -> formats.bounded(new TelemetryFormat(context.pathParam("device")))));
    }

    /** Refuses with an answer of HTTP who may not send, or asks for what there is not. */
    private void admit(Context context) {
        try {
            String unused = sender.holder(Sender.key(context::header));
            MediaType unusedHere = form(context.queryParam("form"));
        } catch (RequestRefusedException e) {
            metrics.refusedMessage(WebSocketSource.SOURCE, e.refusal().label());
            Answers.refused(context, e.refusal(), e.detail(), 0);
            context.skipRemainingHandlers();
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

    private void serve(WsConfig path, Form form) {
        path.onConnect(context -> {
            context.enableAutomaticPings(PING.toMillis(), TimeUnit.MILLISECONDS);
            streams.put(context.sessionId(), new Stream(Sender.key(context::header), form.of(context)));
        });
        path.onMessage(context -> take(context, context.message().getBytes(UTF_8)));
        path.onBinaryMessage(context -> take(context, bytes(context.data())));
        path.onClose(context -> streams.remove(context.sessionId()));
        path.onError(context -> {
            if (context.error() instanceof MessageTooLargeException) {
                metrics.refusedMessage(WebSocketSource.SOURCE, Refusal.TOO_LARGE.label());
            }
        });
    }

    private static byte[] bytes(ByteBuffer data) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        return bytes;
    }

    /** Called for one message of a connection at a time. */
    private void take(WsContext context, byte[] payload) throws Exception {
        Stream stream = streams.get(context.sessionId());
        if (stream == null) {
            return;
        }
        long message = stream.messages++;
        String answer;
        try {
            answer = Answers.message(message, keep(sender.holder(stream.key), stream.format, payload));
        } catch (RequestRefusedException e) {
            metrics.refusedMessage(WebSocketSource.SOURCE, e.refusal().label());
            if (e.refusal().status() == Refusal.UNKNOWN_KEY.status()) {
                context.closeSession(POLICY_VIOLATION, e.refusal().title());
                return;
            }
            answer = Answers.refusedMessage(message, e.refusal(), e.detail());
        }
        Callback.Completable written = new Callback.Completable();
        context.session.sendText(answer, written);
        written.get(SILENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private MessageItems keep(String holder, PayloadFormat format, byte[] payload) throws RequestRefusedException {
        long wait = pacing.waitMillis(holder);
        if (wait > 0) {
            throw new RequestRefusedException(
                    Refusal.TOO_FAST, "more readings than collect.key-rate allows: send it again in " + wait + " ms");
        }
        long received = clock.millis();
        MessageItems items = new MessageItems(times, received, mostItems, mostRecordBytes);
        try {
            format.read(payload, received, items);
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
