// SPDX-License-Identifier: Apache-2.0
package io.foursigma.webhooks;

import io.foursigma.schemas.json.Json;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.util.JavalinException;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Serves {@code /metrics} and {@code /health}. */
final class MetricsServer implements AutoCloseable {

    private static final int UNAVAILABLE = 503;

    private final String host;
    private final Javalin server;

    private MetricsServer(String host, Javalin server) {
        this.host = host;
        this.server = server;
    }

    /** Listens, where the settings say so. @throws WebhooksException if it cannot */
    static @Nullable MetricsServer start(Settings settings, HookMetrics metrics) {
        OptionalInt port = settings.get(SettingsTable.WEBHOOKS_PORT);
        if (port.isEmpty()) {
            return null;
        }
        String host = settings.get(SettingsTable.WEBHOOKS_HOST);
        Javalin server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.routes.get(
                    "/metrics",
                    context -> context.contentType(HookMetrics.CONTENT_TYPE).result(metrics.text()));
            config.routes.get("/health", context -> health(context, metrics.standings()));
        });
        try {
            server.start(host, port.getAsInt());
        } catch (JavalinException e) {
            throw new WebhooksException(
                    "Webhooks cannot listen on " + host + ':' + port.getAsInt() + ": "
                            + (e.getCause() == null ? e : e.getCause())
                            + "; choose another port (" + SettingsTable.WEBHOOKS_PORT.name() + ")",
                    e);
        }
        return new MetricsServer(host, server);
    }

    /** The address that it listens on. */
    String host() {
        return host;
    }

    /** The port that it listens on. */
    int port() {
        return server.port();
    }

    /** A receiver that is away is its own trouble: only without Kafka nothing can be done. */
    private static void health(Context context, Map<String, Standing> standings) {
        boolean up = standings.values().stream().allMatch(Standing::kafka);
        context.status(up ? 200 : UNAVAILABLE).contentType("application/json").result(Json.bytes(out -> {
            out.writeStartObject();
            out.writeBooleanField("up", up);
            out.writeArrayFieldStart("receivers");
            for (Map.Entry<String, Standing> each : new TreeMap<>(standings).entrySet()) {
                out.writeStartObject();
                out.writeStringField("name", each.getKey());
                out.writeBooleanField("kafka", each.getValue().kafka());
                out.writeBooleanField("up", each.getValue().up());
                out.writeNumberField("lag", each.getValue().lag());
                out.writeNumberField("waiting", each.getValue().waiting());
                out.writeNumberField("oldestSeconds", each.getValue().oldestSeconds());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        }));
    }

    @Override
    public void close() {
        server.stop();
    }
}
