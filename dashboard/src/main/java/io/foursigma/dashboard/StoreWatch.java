// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.Episode;
import io.foursigma.schemas.LatestSensor;
import io.foursigma.schemas.LedgerReport;
import io.foursigma.stores.LatestReader;
import io.foursigma.stores.StateReader;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what the stores hold to the {@link LiveHub}, and what becomes of the stores to the {@link HealthBoard}.
 *
 * <p>Announcements are a hint. Whenever the connection to them stands anew, all latest values are read; and what was judged
 * of late is read again and again from the index, which is the truth of anomalies ({@link JudgedTail}), so that one whose
 * announcement was missed appears a little later. The same reads show whether the stores answer.
 */
final class StoreWatch implements LatestReader.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(StoreWatch.class);
    /** No sensor has this name: looking for it asks the store and finds nothing. */
    private static final String NO_SENSOR = "";

    private static final String NOT_CONNECTED = "the connection to its announcements does not stand yet";

    private final LatestReader latest;
    private final JudgedTail<Anomaly> anomalies;
    private final JudgedTail<Episode> episodes;
    private final StateReader state;
    private final LedgerWatch ledger;
    private final TopologyPulse pulse;
    private final HealthBoard health;
    private final LiveHub hub;
    private final ScheduledExecutorService threads;
    private final AtomicBoolean allDue = new AtomicBoolean();
    private volatile @Nullable String disconnected = NOT_CONNECTED;

    /**
     * A watch that does nothing yet.
     *
     * @param latest the latest values
     * @param anomalies reads the anomalies
     * @param episodes reads the episodes
     * @param state the durable state
     * @param ledger reads what Kafka holds, and what has become durable
     * @param pulse tells from the ledger whether the topology goes on
     * @param health where the components' health goes
     * @param hub where values and anomalies go
     * @param threads at least five, so that one store that hangs holds up no other
     */
    StoreWatch(
            LatestReader latest,
            JudgedTail<Anomaly> anomalies,
            JudgedTail<Episode> episodes,
            StateReader state,
            LedgerWatch ledger,
            TopologyPulse pulse,
            HealthBoard health,
            LiveHub hub,
            ScheduledExecutorService threads) {
        this.latest = latest;
        this.anomalies = anomalies;
        this.episodes = episodes;
        this.state = state;
        this.ledger = ledger;
        this.pulse = pulse;
        this.health = health;
        this.hub = hub;
        this.threads = threads;
    }

    /** Begins to listen and to look. */
    void start(Duration every) {
        long millis = every.toMillis();
        repeat(millis, millis, this::lookAtLatest);
        repeat(0, millis, () -> look(Health.ELASTICSEARCH, this::readJudged));
        repeat(0, millis, () -> look(Health.CASSANDRA, state::windowsProgress));
        repeat(0, millis, () -> look(Health.KAFKA, ledger::readOffsets));
        repeat(millis, millis, this::lookAtTopology);
        latest.listen(this);
    }

    @Override
    public void connected() {
        disconnected = null;
        allDue.set(true);
        if (!threads.isShutdown()) {
            threads.execute(this::lookAtLatest);
        }
    }

    @Override
    public void disconnected(String reason) {
        disconnected = reason;
        report(Health.REDIS, reason);
    }

    @Override
    public void updated(List<LatestSensor> updates, List<Anomaly> found) {
        hub.updated(updates, found);
    }

    private void repeat(long firstMillis, long everyMillis, Runnable look) {
        ScheduledFuture<?> unused =
                threads.scheduleWithFixedDelay(look, firstMillis, everyMillis, TimeUnit.MILLISECONDS);
    }

    private void lookAtLatest() {
        String reason = disconnected;
        if (reason == null) {
            look(Health.REDIS, this::readLatest);
        } else {
            report(Health.REDIS, reason);
        }
    }

    private void readJudged() {
        anomalies.read(found -> hub.updated(List.of(), found));
        episodes.read(hub::changed);
    }

    private void readLatest() {
        if (allDue.getAndSet(false)) {
            boolean done = false;
            try {
                hub.restored(latest.all());
                done = true;
            } finally {
                if (!done) {
                    allDue.set(true);
                }
            }
        } else {
            latest.sensor(NO_SENSOR);
        }
    }

    /** A store that does not answer is reported by the look at it, and says nothing about the topology. */
    private void lookAtTopology() {
        LedgerReport report;
        try {
            report = ledger.report();
        } catch (RuntimeException away) {
            return;
        }
        report(Health.TOPOLOGY, pulse.problem(report));
    }

    /** A look that fails, for whatever reason, is the store's state of health; the next look comes all the same. */
    private void look(String store, Runnable look) {
        try {
            look.run();
            report(store, null);
        } catch (RuntimeException failure) {
            report(store, String.valueOf(failure.getMessage()));
        }
    }

    private void report(String component, @Nullable String problem) {
        if (!health.report(component, problem)) {
            return;
        }
        if (problem == null) {
            LOG.info("{} is up", component);
        } else {
            LOG.warn("{} is down: {}", component, problem);
        }
        hub.healthChanged();
    }
}
