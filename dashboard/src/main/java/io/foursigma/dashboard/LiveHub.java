// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.Episode;
import io.foursigma.schemas.Judged;
import io.foursigma.schemas.LatestSensor;
import io.foursigma.stores.PolicyReader;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells every connected page what changes. Safe for many threads.
 *
 * <p>To each page at most one frame is under way. What comes meanwhile is merged on the {@link Board}, so that a page
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

    /** The newest points of a sensor in an update; older ones are left out of a slow page's chart. */
    static final int POINTS_AT_ONCE = 64;
    /** How many anomalies a message holds at most. */
    static final int ANOMALIES_AT_ONCE = 100;
    /** How many episodes a message holds at most. */
    static final int EPISODES_AT_ONCE = 200;

    private static final int ALL_POINTS = Integer.MAX_VALUE;
    private static final int NO_POINTS = 0;

    private final Board board = new Board();
    private final AnomalyBoard anomalies = new AnomalyBoard();
    private final EpisodeBoard episodes = new EpisodeBoard();
    private final Alerts alerts = new Alerts();
    private final Map<String, LiveClient> clients = new LinkedHashMap<>();
    private final HealthBoard health;
    private final BacklogReader<Anomaly> missedAnomalies;
    private final BacklogReader<Episode> missedEpisodes;
    private final PolicyBoard policies;
    private final Anomaly.Rule rule;
    private final Pace pace;
    private final Clock clock;

    /**
     * A hub without pages.
     *
     * @param health knows which stores answer
     * @param missedAnomalies reads the anomalies that pages have missed
     * @param missedEpisodes reads the episodes that pages have missed
     * @param policies knows all policies
     * @param rule the rule as it is set, so that the page can draw its band
     * @param pace how fast things go
     * @param clock the wall clock
     */
    LiveHub(
            HealthBoard health,
            BacklogReader<Anomaly> missedAnomalies,
            BacklogReader<Episode> missedEpisodes,
            PolicyBoard policies,
            Anomaly.Rule rule,
            Pace pace,
            Clock clock) {
        this.health = health;
        this.missedAnomalies = missedAnomalies;
        this.missedEpisodes = missedEpisodes;
        this.policies = policies;
        this.rule = rule;
        this.pace = pace;
        this.clock = clock;
    }

    /** Takes a page up and sends it a snapshot. */
    synchronized void join(String id, Wire wire, LiveRequest.Opening opening) {
        LiveClient client = new LiveClient(wire, opening.overview(), opening.since(), clock.millis());
        clients.put(id, client);
        sendUrgent(id, client);
    }

    /** Takes which sensors a page wants in full. */
    synchronized void subscribe(String id, Set<String> sensors) {
        LiveClient client = clients.get(id);
        if (client != null) {
            client.subscribe(sensors);
        }
    }

    /** Forgets a page. */
    synchronized void leave(String id) {
        clients.remove(id);
    }

    /** Takes new values and anomalies, of which some may be known, and passes on the others. */
    synchronized void updated(List<LatestSensor> updates, List<Anomaly> found) {
        long now = clock.millis();
        updates.forEach(update -> board.take(update, now));
        long before = anomalies.newestNumber();
        if (anomalies.take(found)) {
            alerts.take(anomalies.behind(before, Integer.MAX_VALUE).anomalies(), now);
            List.copyOf(clients.entrySet()).forEach(entry -> sendUrgent(entry.getKey(), entry.getValue()));
        }
    }

    /** Takes episodes, of which some may be known, and passes on those that have changed. */
    synchronized void changed(List<Episode> found) {
        if (episodes.take(found)) {
            List.copyOf(clients.entrySet()).forEach(entry -> sendUrgent(entry.getKey(), entry.getValue()));
        }
    }

    /** Takes the latest values of all sensors as the store holds them: when they came to it is not known. */
    synchronized void restored(List<LatestSensor> all) {
        long now = clock.millis();
        all.forEach(latest ->
                board.take(latest, Math.min(now, SensorView.newest(latest).time())));
    }

    /** What is known of all sensors now. */
    synchronized Present present() {
        long now = clock.millis();
        return new Present(board.changedSince(Board.NOTHING, NO_POINTS), alerts.sensors(now), now);
    }

    /**
     * What is known of all sensors.
     *
     * @param sensors the sensors, by name, without points
     * @param alerted the names of those of which an anomaly was announced of late
     * @param millis when, epoch milliseconds
     */
    record Present(List<SensorView> sensors, Set<String> alerted, long millis) {

        /** Copies both. */
        Present {
            sensors = List.copyOf(sensors);
            alerted = Set.copyOf(alerted);
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
        Frames frames = new Frames(board, now);
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
                send(entry.getKey(), client, frame(client, now, frames));
                readBacklog(entry.getKey(), client, client.missedAnomalies(), missedAnomalies);
                readBacklog(entry.getKey(), client, client.missedEpisodes(), missedEpisodes);
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
            return Optional.of(snapshot(client, now));
        }
        if (client.takeHealthDue()) {
            return Optional.of(LiveJson.health(now, health.health()));
        }
        if (client.toldAnomalies() < anomalies.newestNumber()) {
            AnomalyBoard.Arrivals arrivals = anomalies.behind(client.toldAnomalies(), ANOMALIES_AT_ONCE);
            client.toldAnomalies(arrivals.last());
            return Optional.of(LiveJson.anomalies(now, arrivals, policies));
        }
        if (client.toldEpisodes() < episodes.newestNumber()) {
            EpisodeBoard.Changes changes = episodes.behind(client.toldEpisodes(), EPISODES_AT_ONCE);
            client.toldEpisodes(changes.last());
            return Optional.of(EpisodeLiveJson.news(now, changes.episodes(), changes.cut(), policies));
        }
        List<PolicyReader.Entry> changes = client.takePolicies();
        if (!changes.isEmpty()) {
            return Optional.of(PolicyLiveJson.news(now, changes));
        }
        return missed(client, now);
    }

    private Optional<String> missed(LiveClient client, long now) {
        Backlog.Piece<Anomaly> anomalies = takePiece(client.missedAnomalies());
        if (anomalies != null) {
            return Optional.of(LiveJson.backlog(now, anomalies, policies));
        }
        Backlog.Piece<Episode> episodes = takePiece(client.missedEpisodes());
        return episodes == null || episodes.judged().isEmpty()
                ? Optional.empty()
                : Optional.of(EpisodeLiveJson.news(now, episodes.judged(), episodes.cut(), policies));
    }

    private static <T extends Judged> Backlog.@Nullable Piece<T> takePiece(@Nullable Backlog<T> backlog) {
        return backlog == null ? null : backlog.takePiece();
    }

    private String snapshot(LiveClient client, long now) {
        client.updates().begin(board.newest());
        client.overviews().begin(board.newest());
        client.toldAnomalies(anomalies.newestNumber());
        client.toldEpisodes(episodes.newestNumber());
        List<SensorView> sensors = board.changedSince(Board.NOTHING, client.wantsOverview() ? NO_POINTS : ALL_POINTS);
        return LiveJson.snapshot(
                now,
                rule,
                health.health(),
                sensors,
                client.wantsOverview(),
                anomalies.newest(SNAPSHOT_ANOMALIES),
                episodes.newest(),
                policies);
    }

    private Optional<String> frame(LiveClient client, long now, Frames frames) {
        Optional<String> urgent = urgent(client, now);
        if (urgent.isPresent()) {
            return urgent;
        }
        if (client.takeHeartbeatDue(now, pace.heartbeat().toMillis())) {
            return Optional.of(LiveJson.heartbeat(now));
        }
        Optional<String> update =
                client.updates().due(now, pace.frame().toMillis()) ? frames.update(client) : Optional.empty();
        return update.isEmpty()
                        && client.wantsOverview()
                        && client.overviews().due(now, pace.overview().toMillis())
                ? frames.overview(client)
                : update;
    }

    private <T extends Judged> void readBacklog(
            String id, LiveClient client, @Nullable Backlog<T> backlog, BacklogReader<T> reader) {
        if (backlog != null && backlog.takeToBeRead()) {
            reader.read(backlog.since(), backlog.end(), new BacklogReader.Taker<>() {
                @Override
                public void take(List<T> piece, boolean whole) {
                    backlogRead(id, client, () -> backlog.read(piece, whole));
                }

                @Override
                public void failed() {
                    backlogRead(id, client, backlog::failed);
                }
            });
        }
    }

    private synchronized void backlogRead(String id, LiveClient client, Runnable change) {
        change.run();
        if (clients.get(id) == client) {
            sendUrgent(id, client);
        }
    }
}
