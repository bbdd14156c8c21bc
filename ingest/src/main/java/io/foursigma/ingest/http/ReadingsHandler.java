// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.http;

import io.foursigma.ingest.Intake;
import io.foursigma.ingest.MessageItems;
import io.foursigma.ingest.Room;
import io.foursigma.ingest.SourceContext;
import io.foursigma.ingest.SourceMetrics;
import io.foursigma.ingest.format.PayloadFormat;
import io.foursigma.ingest.format.TelemetryFormat;
import io.foursigma.ingest.once.OnceIntake;
import io.foursigma.ingest.once.OnceRequest;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.schemas.settings.TimeLimits;
import io.javalin.http.Context;
import io.prometheus.metrics.core.datapoints.Timer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Takes requests with readings: who sends, in which form, within which limits; and answers when Kafka has them. */
final class ReadingsHandler {

    /** The source's name in metrics. */
    static final String SOURCE = "http";

    private static final long SOON_SECONDS = 1;
    private static final long LATER_SECONDS = 5;
    private static final double MILLIS_PER_SECOND = 1_000;

    private final Intake intake;
    private final OnceIntake once;
    private final Room room;
    private final SourceMetrics metrics;
    private final InstantSource clock;
    private final Executor answering;
    private final Sender sender;
    private final Formats formats = new Formats(Runtime.getRuntime().availableProcessors());
    private final TimeLimits times;
    private final Pacing pacing;
    private final String topic;
    private final int mostBodyBytes;
    private final int mostItems;
    private final int mostRecordBytes;

    ReadingsHandler(SourceContext context, OnceIntake once, Sender sender, Executor answering) {
        Settings settings = context.settings();
        this.once = once;
        this.sender = sender;
        this.intake = context.intake();
        this.room = context.room();
        this.metrics = context.metrics();
        this.clock = context.clock();
        this.answering = answering;
        this.times = TimeLimits.of(settings);
        this.pacing = new Pacing(settings.get(SettingsTable.COLLECT_KEY_RATE), clock);
        this.topic = settings.get(SettingsTable.READINGS_TOPIC);
        this.mostBodyBytes = settings.get(SettingsTable.COLLECT_HTTP_MAX_BODY_BYTES);
        this.mostItems = settings.get(SettingsTable.COLLECT_MAX_ITEMS);
        this.mostRecordBytes = settings.get(SettingsTable.READINGS_MAX_BYTES);
    }

    /** A body in the form that its media type says. */
    void readings(Context context) {
        handle(context, () -> {
            String holder = sender.of(context);
            MediaType type = MediaType.of(context.header("Content-Type"));
            take(context, new Reader(holder, type.name(), formats.of(type)));
        });
    }

    /** The telemetry of the device in the path, or of the key's holder where the path names none. */
    void telemetry(Context context, @Nullable String device) {
        handle(context, () -> {
            String holder = sender.of(context);
            telemetryOf(context, holder, device == null ? holder : device);
        });
    }

    /** Telemetry under a path with the key in it, as devices of ThingsBoard send it. */
    void telemetryByKey(Context context) {
        handle(context, () -> {
            String holder = sender.holder(context.pathParam("key"));
            telemetryOf(context, holder, holder);
        });
    }

    private void telemetryOf(Context context, String holder, String device) throws RequestRefusedException {
        if (device.equals(Sender.ANYBODY)) {
            throw new RequestRefusedException(
                    Refusal.UNSUPPORTED,
                    "whose telemetry this is cannot be told without keys: name the device, /v1/telemetry/DEVICE");
        }
        // Many devices send JSON under another name, so its media type is not looked at.
        take(context, new Reader(holder, "telemetry of " + device, formats.bounded(new TelemetryFormat(device))));
    }

    /**
     * How a body is read.
     *
     * @param holder who sends it
     * @param form the form's name
     * @param format the form
     */
    private record Reader(String holder, String form, PayloadFormat format) {}

    private interface Taking {
        void take() throws RequestRefusedException;
    }

    private void handle(Context context, Taking taking) {
        try {
            taking.take();
        } catch (RequestRefusedException e) {
            long retryAfter = e.refusal() == Refusal.NO_ROOM ? SOON_SECONDS : 0;
            refuse(context, e.refusal(), e.detail(), retryAfter);
        }
    }

    private void take(Context context, Reader reader) throws RequestRefusedException {
        String key = IdempotencyKey.of(context.header("Idempotency-Key"));
        long wait = pacing.waitMillis(reader.holder());
        if (wait > 0) {
            refuse(
                    context,
                    Refusal.TOO_FAST,
                    "more readings than collect.key-rate allows: send them in " + wait + " ms",
                    (long) Math.ceil(wait / MILLIS_PER_SECOND));
            return;
        }
        Body body = new Body(room, mostBodyBytes);
        boolean delivering = false;
        try {
            byte[] payload = body.read(bodyOf(context), context.header("Content-Encoding"));
            long received = clock.millis();
            MessageItems items = read(payload, reader.format(), received);
            int count = items.records().size() + items.refusals().size();
            metrics.received(SOURCE, count, payload.length);
            metrics.refused(SOURCE, items.refusals().size());
            pacing.sent(reader.holder(), items.records().size());
            if (key == null) {
                deliver(context, items, body);
            } else {
                deliverOnce(context, reader, key, payload, received, items, body);
            }
            delivering = true;
        } finally {
            if (!delivering) {
                body.leave();
            }
        }
    }

    private static InputStream bodyOf(Context context) {
        try {
            return context.req().getInputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private MessageItems read(byte[] payload, PayloadFormat format, long received) throws RequestRefusedException {
        try {
            return items(payload, format, received);
        } catch (MessageItems.TooManyItemsException e) {
            throw new RequestRefusedException(
                    Refusal.TOO_MANY_ITEMS,
                    "more than collect.max-items = " + mostItems + " items: send them in parts; nothing was taken");
        }
    }

    private void deliver(Context context, MessageItems items, Body body) {
        Timer waiting = metrics.waiting(SOURCE);
        CompletableFuture<Void> delivered =
                intake.deliver(items.records()).whenComplete((done, failure) -> body.leave());
        context.future(() -> delivered.handleAsync(
                (done, failure) -> {
                    if (failure == null) {
                        int accepted = items.records().size();
                        metrics.accepted(SOURCE, accepted, waiting);
                        Answers.items(context, items);
                    } else {
                        refuse(context, Refusal.KAFKA, message(failure), LATER_SECONDS);
                    }
                    return null;
                },
                answering));
    }

    private void deliverOnce(
            Context context, Reader reader, String key, byte[] payload, long received, MessageItems items, Body body) {
        Timer waiting = metrics.waiting(SOURCE);
        OnceRequest request =
                new OnceRequest(topic, reader.holder(), key, reader.form(), payload, received, items.records());
        CompletableFuture<OnceRequest.Outcome> outcome =
                once.take(request).whenComplete((done, failure) -> body.leave());
        context.future(() -> outcome.handleAsync(
                (done, failure) -> {
                    if (done instanceof OnceRequest.Taken) {
                        metrics.accepted(SOURCE, items.records().size(), waiting);
                        Answers.items(context, items);
                    } else if (done instanceof OnceRequest.Repeated repeated) {
                        metrics.repeated(SOURCE);
                        Answers.items(context, items(payload, reader.format(), repeated.received()));
                    } else if (done instanceof OnceRequest.KeyReused) {
                        refuse(
                                context,
                                Refusal.KEY_REUSED,
                                "a request with this Idempotency-Key was taken, and its body was another: give each"
                                        + " request a key of its own",
                                0);
                    } else {
                        refuse(context, Refusal.KAFKA, onceMessage(failure), LATER_SECONDS);
                    }
                    return null;
                },
                answering));
    }

    /** The items of a body that came then. */
    private MessageItems items(byte[] payload, PayloadFormat format, long received) {
        MessageItems items = new MessageItems(times, received, mostItems, mostRecordBytes);
        format.read(payload, received, items);
        return items;
    }

    private void refuse(Context context, Refusal refusal, String detail, long retryAfterSeconds) {
        metrics.refusedMessage(SOURCE, refusal.label());
        Answers.refused(context, refusal, detail, retryAfterSeconds);
    }

    private static String onceMessage(Throwable failure) {
        return cause(failure).getMessage() + ". Send the request again with the same key: it is taken once";
    }

    private static String message(Throwable failure) {
        return cause(failure).getMessage() + ". Part of the request may be in Kafka: send all of it again";
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
