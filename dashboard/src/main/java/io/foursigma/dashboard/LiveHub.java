// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.LatestSensor;
import io.foursigma.stores.PolicyReader;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells every connected page what changes. Safe for many threads.
 *
 * <p>To each page at most one frame is under way. What comes meanwhile is merged ({@link LiveClient}), so that a page
 * that is slow costs neither memory nor anybody else's time; one whose frame stays under way for longer than {@link
 * Pace#patience} is closed. Anomalies and health leave as soon as nothing is under way, updates with the next tick.
 */
final class LiveHub {

    /** "Try again later", of the IANA registry of WebSocket close codes. */
    static final int TOO_SLOW = 1013;
    /** "Going away", RFC 6455, section 7.4.1. */
    static final int GOING_AWAY = 1001;
    /** "Internal error", RFC 6455, section 7.4.1. */
    static final int INTERNAL_ERROR = 1011;

    /** How many anomalies a snapshot holds. */
    static final int SNAPSHOT_ANOMALIES = 100;

    /** How long a page that is closed has to answer before its connection is cut. */
    private static final long GRACE_MILLIS = 1_000;

    private final Board board = new Board();
    private final Map<String, LiveClient> clients = new LinkedHashMap<>();
    private final HealthBoard health;
    private final PolicyBoard policies;
    private final Anomaly.Rule rule;
    private final Pace pace;
    private final Clock clock;

    /**
     * A hub without pages.
     *
     * @param health knows which stores answer
     * @param policies knows all policies
     * @param rule the rule as it is set, so that the page can draw its band
     * @param pace how fast things go
     * @param clock the wall clock
     */
    LiveHub(HealthBoard health, PolicyBoard policies, Anomaly.Rule rule, Pace pace, Clock clock) {
        this.health = health;
        this.policies = policies;
        this.rule = rule;
        this.pace = pace;
        this.clock = clock;
    }

    /** Takes a page up and sends it a snapshot. */
    synchronized void join(String id, Wire wire) {
        LiveClient client = new LiveClient(wire, clock.millis());
        clients.put(id, client);
        sendUrgent(id, client);
    }

    /** Forgets a page. */
    synchronized void leave(String id) {
        clients.remove(id);
    }

    /** Takes new values and anomalies, of which some may be known, and passes on the others. */
    synchronized void updated(List<LatestSensor> updates, List<Anomaly> anomalies) {
        List<SensorView> changes = new ArrayList<>();
        updates.forEach(update -> board.take(update).ifPresent(changes::add));
        List<Anomaly> news = board.takeAnomalies(anomalies);
        for (LiveClient client : clients.values()) {
            changes.forEach(client::offer);
            client.offer(news);
        }
        if (!news.isEmpty()) {
            List.copyOf(clients.entrySet()).forEach(entry -> sendUrgent(entry.getKey(), entry.getValue()));
        }
    }

    /** Tells every page which stores answer. */
    synchronized void healthChanged() {
        List.copyOf(clients.entrySet()).forEach(entry -> {
            entry.getValue().offerHealth();
            sendUrgent(entry.getKey(), entry.getValue());
        });
    }

    /** Tells every page what has changed in policies. */
    synchronized void policiesChanged(List<PolicyReader.Entry> changes) {
        List.copyOf(clients.entrySet()).forEach(entry -> {
            entry.getValue().offerPolicies(changes);
            sendUrgent(entry.getKey(), entry.getValue());
        });
    }

    /** Sends a frame to every page that is ready for one and has something to be told, and closes those that are not. */
    synchronized void tick() {
        long now = clock.millis();
        List.copyOf(clients.entrySet()).forEach(entry -> {
            LiveClient client = entry.getValue();
            if (client.behind(now, pace.patience().toMillis())) {
                client.closed(now);
                client.wire()
                        .close(
                                TOO_SLOW,
                                "this page took longer than " + pace.patience().toSeconds()
                                        + " s for one frame; connect again");
            } else if (client.overdue(now, GRACE_MILLIS)) {
                client.wire().cut();
                clients.remove(entry.getKey());
            } else if (client.ready()) {
                send(entry.getKey(), client, frame(client, now));
            }
        });
    }

    /** Says good-bye to all pages. */
    synchronized void close(int status, String reason) {
        List<LiveClient> leaving = List.copyOf(clients.values());
        clients.clear();
        leaving.forEach(client -> client.wire().close(status, reason));
    }

    private synchronized void sent(String id, LiveClient client) {
        client.sent();
        sendUrgent(id, client);
    }

    private void sendUrgent(String id, LiveClient client) {
        if (client.ready()) {
            send(id, client, urgent(client, clock.millis()));
        }
    }

    private void send(String id, LiveClient client, Optional<String> message) {
        message.ifPresent(text -> {
            client.sending(clock.millis());
            client.wire().send(text, () -> sent(id, client), () -> leave(id));
        });
    }

    /** What cannot wait for the next tick. */
    private Optional<String> urgent(LiveClient client, long now) {
        if (client.takeSnapshotDue()) {
            return Optional.of(LiveJson.snapshot(
                    now, rule, health.health(), board.sensors(), board.newestAnomalies(SNAPSHOT_ANOMALIES), policies));
        }
        if (client.takeHealthDue()) {
            return Optional.of(LiveJson.health(now, health.health()));
        }
        List<Anomaly> anomalies = client.takeAnomalies();
        if (!anomalies.isEmpty()) {
            return Optional.of(LiveJson.anomalies(now, anomalies, client.takeMissedAnomalies()));
        }
        List<PolicyReader.Entry> changes = client.takePolicies();
        if (!changes.isEmpty()) {
            return Optional.of(PolicyLiveJson.news(now, changes));
        }
        return Optional.empty();
    }

    private Optional<String> frame(LiveClient client, long now) {
        Optional<String> urgent = urgent(client, now);
        if (urgent.isPresent()) {
            return urgent;
        }
        if (client.takeHeartbeatDue(now, pace.heartbeat().toMillis())) {
            return Optional.of(LiveJson.heartbeat(now));
        }
        List<SensorView> updates = client.takeUpdatesDue(now, pace.frame().toMillis());
        return updates.isEmpty() ? Optional.empty() : Optional.of(LiveJson.update(now, updates));
    }
}
