// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.http;

import io.foursigma.ingest.Source;
import io.foursigma.ingest.SourceContext;
import io.foursigma.ingest.SourceException;
import io.foursigma.ingest.SourceMetrics;
import io.foursigma.ingest.keys.ApiKeys;
import io.foursigma.ingest.once.OnceIntake;
import io.foursigma.ingest.websocket.SpooledIntake;
import io.foursigma.schemas.json.Problem;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.util.JavalinException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * Takes readings over HTTP on {@code collect.http.host} and {@code collect.http.port}. It answers 202 when Kafka has
 * acknowledged, and 503 where it does not. {@code docs/collectors.md} describes what it takes and answers.
 */
public final class HttpSource implements Source {

    private static final int ANSWERING_THREADS = 2;

    /** How long requests that have come are waited for at the end. */
    private static final Duration STOPPING = Duration.ofSeconds(5);

    private final String address;
    private final Javalin server;
    private final OnceIntake once;
    private final @Nullable StreamHandler streams;
    private final ExecutorService answering;

    /** The address goes up to the port. */
    private HttpSource(
            String address,
            Javalin server,
            OnceIntake once,
            @Nullable StreamHandler streams,
            ExecutorService answering) {
        this.address = address;
        this.server = server;
        this.once = once;
        this.streams = streams;
        this.answering = answering;
    }

    /**
     * Starts to listen.
     *
     * @param context what sources share; {@code collect.http.port} of its settings has to be a port
     * @param keys the keys that are asked for; null where anybody may send
     * @param spooled where messages of devices go that connect over WebSocket; null where none may
     * @throws SourceException if the port cannot be listened on, or the key and the certificate cannot be used
     */
    public static HttpSource start(SourceContext context, @Nullable ApiKeys keys, @Nullable SpooledIntake spooled) {
        Settings settings = context.settings();
        SourceMetrics metrics = context.metrics();
        SslContextFactory.@Nullable Server tls = Tls.of(settings);
        ExecutorService answering = Executors.newFixedThreadPool(ANSWERING_THREADS, task -> {
            Thread thread = new Thread(task, "collector-http-answers");
            thread.setDaemon(true);
            return thread;
        });
        OnceIntake once = new OnceIntake(settings);
        ReadingsHandler handler = new ReadingsHandler(context, once, new Sender(keys), answering);
        StreamHandler streams = spooled == null ? null : new StreamHandler(context, spooled, new Sender(keys));
        Connections connections = new Connections(settings.get(SettingsTable.COLLECT_HTTP_MAX_CONNECTIONS));
        Javalin server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            listen(config, settings, tls, connections);
            limitConnections(config.routes, connections, metrics);
            addPaths(config.routes, handler, metrics);
            if (streams != null) {
                streams.addTo(config);
            }
        });
        try {
            server.start();
        } catch (JavalinException failure) {
            answering.shutdownNow();
            throw SourceException.cannotListen(
                    settings.get(SettingsTable.COLLECT_HTTP_HOST),
                    settings.get(SettingsTable.COLLECT_HTTP_PORT).orElse(0),
                    SettingsTable.COLLECT_HTTP_PORT.name(),
                    failure);
        }
        String scheme = tls == null ? "http://" : "https://";
        return new HttpSource(
                scheme + settings.get(SettingsTable.COLLECT_HTTP_HOST) + ':', server, once, streams, answering);
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    /** Where it takes readings, for people to read. */
    public String address() {
        return address + port() + "/v1/readings";
    }

    @Override
    public String place() {
        return "on " + address();
    }

    @Override
    public void close() {
        // What waits for its answer gets one.
        once.close();
        server.stop();
        if (streams != null) {
            streams.close();
        }
        answering.shutdownNow();
    }

    private static void listen(
            JavalinConfig config, Settings settings, SslContextFactory.@Nullable Server tls, Connections connections) {
        config.jetty.modifyHttpConfiguration(http -> {
            // A device's name may hold any character, so its encoded form may hold %2F, %25 and the like.
            // What stands for no character could make one device of two, and is refused.
            http.setUriCompliance(UriCompliance.UNSAFE.without(
                    "any device's name",
                    UriCompliance.Violation.UTF16_ENCODINGS,
                    UriCompliance.Violation.BAD_UTF8_ENCODING,
                    UriCompliance.Violation.TRUNCATED_UTF8_ENCODING,
                    UriCompliance.Violation.BAD_PERCENT_ENCODING));
            http.setSendServerVersion(false);
        });
        config.jetty.modifyServer(server -> {
            server.setErrorHandler(new ProblemErrors());
            server.setHandler(new GracefulHandler());
            server.setStopTimeout(STOPPING.toMillis());
        });
        config.jetty.modifyServletContextHandler(
                context -> context.getServletHandler().setDecodeAmbiguousURIs(true));
        config.jetty.addConnector((server, http) -> connector(server, http, settings, tls, connections));
    }

    private static ServerConnector connector(
            Server server,
            HttpConfiguration http,
            Settings settings,
            SslContextFactory.@Nullable Server tls,
            Connections connections) {
        HttpConnectionFactory plain = new HttpConnectionFactory(http);
        ServerConnector connector =
                tls == null ? new ServerConnector(server, plain) : new ServerConnector(server, tls, plain);
        connector.setHost(settings.get(SettingsTable.COLLECT_HTTP_HOST));
        connector.setPort(settings.get(SettingsTable.COLLECT_HTTP_PORT).orElse(0));
        connector.addBean(connections);
        return connector;
    }

    /** One connection more than allowed is told so at its first request, and closed. */
    private static void limitConnections(RoutesConfig routes, Connections connections, SourceMetrics metrics) {
        routes.before(context -> {
            if (connections.isTooMany(ServletContextRequest.getServletContextRequest(context.req())
                    .getConnectionMetaData()
                    .getConnection())) {
                metrics.refusedMessage(ReadingsHandler.SOURCE, Refusal.TOO_MANY_CONNECTIONS.label());
                context.header("Connection", "close");
                Answers.refused(
                        context,
                        Refusal.TOO_MANY_CONNECTIONS,
                        "collect.http.max-connections = " + connections.most()
                                + " are open: close some, or send over one of them",
                        1);
                context.skipRemainingHandlers();
            }
        });
    }

    private static void addPaths(RoutesConfig routes, ReadingsHandler handler, SourceMetrics metrics) {
        routes.post("/v1/readings", handler::readings);
        routes.post("/v1/telemetry", context -> handler.telemetry(context, null));
        routes.post("/v1/telemetry/<device>", context -> handler.telemetry(context, context.pathParam("device")));
        routes.post("/api/v1/{key}/telemetry", handler::telemetryByKey);
        routes.get(
                "/metrics",
                context -> context.contentType(SourceMetrics.CONTENT_TYPE).result(metrics.text()));
        routes.error(404, HttpSource::notFound);
    }

    private static void notFound(Context context) {
        Answers.problem(
                context,
                new Problem(
                        404,
                        "Nothing is here",
                        "'" + context.method() + ' ' + context.path()
                                + "' is none of this collector's; docs/collectors.md lists them",
                        List.of()));
    }
}
