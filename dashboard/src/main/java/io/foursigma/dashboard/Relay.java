// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.dashboard.access.Access;
import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.Episode;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.util.JavalinException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.eclipse.jetty.http.UriCompliance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the page, the HTTP interface and the live stream. It answers while stores are away, and says which.
 *
 * <p>{@code docs/http-api.md} and {@code docs/live-protocol.md} describe what it serves.
 */
public final class Relay implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    /** Room for the names of as many sensors as a page may subscribe to, in bytes. */
    private static final int GREATEST_INCOMING = 256 * 1_024;

    private final Javalin server;
    private final LiveHub hub;
    private final ScheduledExecutorService threads;

    private Relay(Javalin server, LiveHub hub, ScheduledExecutorService threads) {
        this.server = server;
        this.hub = hub;
        this.threads = threads;
    }

    /**
     * Starts a relay on {@code relay.host} and {@code relay.port}. The readers stay the caller's, who closes them after
     * the relay.
     *
     * @param settings the settings
     * @param readers all that it reads
     * @param clock the wall clock
     * @throws RelayException if the port cannot be listened on
     * @throws io.foursigma.schemas.settings.SettingsException if the file of accounts is not accepted
     */
    public static Relay start(Settings settings, StoreReaders readers, Clock clock) {
        return start(settings, readers, clock, Pace.PROMISED);
    }

    static Relay start(Settings settings, StoreReaders readers, Clock clock, Pace pace) {
        Access access = Access.of(settings, clock);
        HealthBoard health = new HealthBoard(clock);
        PolicyBoard policies = new PolicyBoard();
        ScheduledExecutorService threads = threads();
        JudgedIndex<Anomaly> anomalies = JudgedIndex.ofAnomalies(readers.insights(), settings);
        JudgedIndex<Episode> episodes = JudgedIndex.ofEpisodes(readers.insights(), settings);
        LiveHub hub = new LiveHub(
                health,
                new IndexBacklogs<>(anomalies, threads, pace.probe()),
                new IndexBacklogs<>(episodes, threads, pace.probe()),
                policies,
                rule(settings),
                pace,
                clock);
        LedgerWatch ledger = new LedgerWatch(readers, settings.get(SettingsTable.STATE_BUCKETS), clock);
        Api api = new Api(settings, readers, ledger, health, policies);
        WindowRoutes windows = new WindowRoutes(settings, readers.windows(), clock);
        ReadingRoutes readings = new ReadingRoutes(settings, readers, policies);
        EpisodeRoutes episodeRoutes = new EpisodeRoutes(settings, readers.insights(), policies);
        GroupRoutes groups = new GroupRoutes(hub, policies, health);
        PolicyApi policyApi = new PolicyApi(policies, new PolicyWrites(readers.policyLog(), policies), clock);
        Javalin server = Javalin.create(config -> configure(config, settings, hub, routes -> {
            access.addTo(routes, Answers::problem);
            api.addTo(routes);
            windows.addTo(routes);
            readings.addTo(routes);
            episodeRoutes.addTo(routes);
            groups.addTo(routes);
            policyApi.addTo(routes);
            Description.addTo(routes);
        }));
        listen(server, settings, threads);
        access.watch(threads);
        long tickMillis = pace.tick().toMillis();
        ScheduledFuture<?> unused =
                threads.scheduleAtFixedRate(() -> tick(hub), tickMillis, tickMillis, TimeUnit.MILLISECONDS);
        TopologyPulse pulse = new TopologyPulse(clock);
        new StoreWatch(
                        readers.latest(),
                        new JudgedTail<>(anomalies),
                        new JudgedTail<>(episodes),
                        readers.state(),
                        ledger,
                        pulse,
                        health,
                        hub,
                        threads)
                .start(pace.probe());
        readers.policies().listen(new PolicyWatch(policies, hub));
        ledger.start(threads, pace.probe(), pace.counts());
        new LedgerRecorder(ledger, readers.ledgerLog(), clock).start(threads, pace.counts());
        return new Relay(server, hub, threads);
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    /** Method and path of all requests that it answers, but for the files of the pages. */
    List<String> routes() {
        return server.unsafe.internalRouter.allHttpHandlers().stream()
                .map(handler -> handler.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod())
                .map(endpoint -> endpoint.method.name() + ' ' + endpoint.path)
                .toList();
    }

    /** Says good-bye to all pages and stops. The readers stay open. */
    @Override
    public void close() {
        threads.shutdownNow();
        hub.close(LiveHub.GOING_AWAY, "the relay stops");
        server.stop();
    }

    /** An error of the relay's own must not end the stream in silence: the pages connect again, to a new snapshot. */
    private static void tick(LiveHub hub) {
        try {
            hub.tick();
        } catch (RuntimeException bug) {
            LOG.error("the live stream has failed; all pages are closed and will connect again", bug);
            hub.close(LiveHub.INTERNAL_ERROR, "the relay made an error; connect again");
        }
    }

    private static void configure(JavalinConfig config, Settings settings, LiveHub hub, Consumer<RoutesConfig> api) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.jetty.host = settings.get(SettingsTable.RELAY_HOST);
        config.jetty.port = settings.get(SettingsTable.RELAY_PORT);
        // A sensor's name may hold any character, so its encoded form may hold %2F, %25 and the like.
        config.jetty.modifyHttpConfiguration(http -> http.setUriCompliance(UriCompliance.UNSAFE));
        config.jetty.modifyServletContextHandler(
                context -> context.getServletHandler().setDecodeAmbiguousURIs(true));
        config.jetty.modifyWebSocketServletFactory(factory -> factory.setMaxTextMessageSize(GREATEST_INCOMING));
        PageFiles.addTo(config);
        WebSafety.addTo(config.routes);
        HostNames.addTo(config.routes, settings);
        Revalidation.addTo(config.routes);
        api.accept(config.routes);
        LiveRoute.addTo(config.routes, hub);
    }

    private static void listen(Javalin server, Settings settings, ScheduledExecutorService threads) {
        try {
            server.start();
        } catch (JavalinException failure) {
            threads.shutdownNow();
            throw new RelayException(
                    "cannot listen on " + settings.get(SettingsTable.RELAY_HOST) + ':'
                            + settings.get(SettingsTable.RELAY_PORT) + " (" + rootMessage(failure)
                            + "): stop the program that uses the port, or give another one with relay.port"
                            + " (0: any free one)",
                    failure);
        }
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    private static Anomaly.Rule rule(Settings settings) {
        return new Anomaly.Rule(
                settings.get(SettingsTable.SIGMAS),
                settings.get(SettingsTable.BASELINE_MIN_COUNT),
                settings.get(SettingsTable.BASELINE_MIN_STD));
    }

    /**
     * One for the ticks, one for each store, Kafka and the topology, three for the ledger, one for what pages have missed, and
     * one for access.
     */
    private static ScheduledExecutorService threads() {
        AtomicInteger number = new AtomicInteger();
        return Executors.newScheduledThreadPool(11, task -> {
            Thread thread = new Thread(task, "relay-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }
}
