// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.Anomaly;
import io.foursigma.stores.PolicyReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A page that is connected: what it has yet to be told, merged, and whether a frame is under way to it. What waits is
 * bounded by the number of sensors, however slow the page is. Not safe for many threads: {@link LiveHub} guards it.
 */
final class LiveClient {

    /** The newest points of a sensor that wait; older ones are left out of a slow page's chart. */
    static final int POINTS_WAITING = 64;
    /** The newest anomalies that wait; how many older ones were left out is said. */
    static final int ANOMALIES_WAITING = 100;

    private static final long NEVER = Long.MIN_VALUE;

    private final Wire wire;
    private final Map<String, Waiting> updates = new LinkedHashMap<>();
    private final ArrayDeque<Anomaly> anomalies = new ArrayDeque<>();
    private final PolicyQueue policies = new PolicyQueue();
    private long missedAnomalies;
    private boolean snapshotDue = true;
    private boolean healthDue;
    private long sendingSince = NEVER;
    private long heartbeatAt;
    private long updatedAt = NEVER;
    private long closedAt = NEVER;

    /**
     * A page that has been told nothing yet.
     *
     * @param wire the way to it
     * @param nowMillis when it came, epoch milliseconds
     */
    LiveClient(Wire wire, long nowMillis) {
        this.wire = wire;
        this.heartbeatAt = nowMillis;
    }

    Wire wire() {
        return wire;
    }

    void offer(SensorView update) {
        updates.computeIfAbsent(update.latest().sensor(), ignored -> new Waiting(update))
                .merge(update);
    }

    void offer(List<Anomaly> found) {
        for (Anomaly anomaly : found) {
            anomalies.addLast(anomaly);
            if (anomalies.size() > ANOMALIES_WAITING) {
                anomalies.removeFirst();
                missedAnomalies++;
            }
        }
    }

    void offerPolicies(List<PolicyReader.Entry> changes) {
        snapshotDue |= policies.offer(changes);
    }

    List<PolicyReader.Entry> takePolicies() {
        return policies.take();
    }

    void offerHealth() {
        healthDue = true;
    }

    /** Whether the snapshot is due; from here on it is not, and what has waited so far is part of it. */
    boolean takeSnapshotDue() {
        boolean due = snapshotDue;
        if (due) {
            snapshotDue = false;
            healthDue = false;
            updates.clear();
            anomalies.clear();
            missedAnomalies = 0;
            policies.clear();
        }
        return due;
    }

    boolean takeHealthDue() {
        boolean due = healthDue;
        healthDue = false;
        return due;
    }

    /** Whether a heartbeat is due; from here on it is not, for as long as {@code everyMillis}. */
    boolean takeHeartbeatDue(long nowMillis, long everyMillis) {
        if (nowMillis >= heartbeatAt && nowMillis - heartbeatAt < everyMillis) {
            return false;
        }
        heartbeatAt = nowMillis;
        return true;
    }

    /** The anomalies that wait, oldest first; from here on they do not. */
    List<Anomaly> takeAnomalies() {
        List<Anomaly> taken = List.copyOf(anomalies);
        anomalies.clear();
        return taken;
    }

    /** How many anomalies were left out since this was asked last. */
    long takeMissedAnomalies() {
        long taken = missedAnomalies;
        missedAnomalies = 0;
        return taken;
    }

    /**
     * The updates that wait; from here on they do not. None sooner than {@code everyMillis} after the last ones, unless the
     * clock was put back.
     */
    List<SensorView> takeUpdatesDue(long nowMillis, long everyMillis) {
        boolean tooSoon = updatedAt != NEVER && nowMillis >= updatedAt && nowMillis - updatedAt < everyMillis;
        if (updates.isEmpty() || tooSoon) {
            return List.of();
        }
        updatedAt = nowMillis;
        List<SensorView> taken = new ArrayList<>(updates.size());
        updates.values().forEach(waiting -> taken.add(waiting.view()));
        updates.clear();
        return taken;
    }

    void sending(long nowMillis) {
        sendingSince = nowMillis;
    }

    void sent() {
        sendingSince = NEVER;
    }

    /** Whether no frame is under way and none may follow a good-bye. */
    boolean ready() {
        return sendingSince == NEVER && closedAt == NEVER;
    }

    /** Whether one frame has been under way for longer than {@code patienceMillis}. */
    boolean behind(long nowMillis, long patienceMillis) {
        return closedAt == NEVER && sendingSince != NEVER && nowMillis - sendingSince >= patienceMillis;
    }

    void closed(long nowMillis) {
        closedAt = nowMillis;
    }

    /** Whether good-bye was said longer than {@code graceMillis} ago. */
    boolean overdue(long nowMillis, long graceMillis) {
        return closedAt != NEVER && nowMillis - closedAt >= graceMillis;
    }

    private static final class Waiting {
        private final ArrayDeque<Point> points = new ArrayDeque<>();
        private SensorView newest;

        private Waiting(SensorView first) {
            this.newest = first;
        }

        private void merge(SensorView newer) {
            newest = newer;
            points.addAll(newer.points());
            while (points.size() > POINTS_WAITING) {
                points.removeFirst();
            }
        }

        private SensorView view() {
            return new SensorView(newest.latest(), List.copyOf(points));
        }
    }
}
