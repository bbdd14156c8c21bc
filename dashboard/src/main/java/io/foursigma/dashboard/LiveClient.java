// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.Episode;
import io.foursigma.stores.PolicyReader;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A page that is connected: how far it has been told what, and whether a frame is under way to it. Nothing waits here: what
 * it has yet to be told lies on the boards. Not safe for many threads: {@link LiveHub} guards it.
 */
final class LiveClient {

    private static final long NEVER = Long.MIN_VALUE;

    private final Wire wire;
    private final boolean overview;
    private final @Nullable Backlog<Anomaly> missedAnomalies;
    private final @Nullable Backlog<Episode> missedEpisodes;
    private final PolicyQueue policies = new PolicyQueue();
    private final Due updates = new Due();
    private final Due overviews = new Due();
    private Set<String> subscribed = Set.of();
    private Set<String> unseen = Set.of();
    private long toldAnomalies;
    private long toldEpisodes;
    private boolean snapshotDue = true;
    private boolean healthDue;
    private long sendingSince = NEVER;
    private long heartbeatAt;
    private long closedAt = NEVER;

    /**
     * A page that has been told nothing yet.
     *
     * @param wire the way to it
     * @param overview whether it wants every sensor in brief, and in full only those that it subscribes to
     * @param since the greatest time of judging that it knows, epoch milliseconds; null if it was never here
     * @param nowMillis when it came, epoch milliseconds
     */
    LiveClient(Wire wire, boolean overview, @Nullable Long since, long nowMillis) {
        this.wire = wire;
        this.overview = overview;
        this.missedAnomalies = since == null ? null : new Backlog<>(since);
        this.missedEpisodes = since == null ? null : new Backlog<>(since);
        this.heartbeatAt = nowMillis;
    }

    Wire wire() {
        return wire;
    }

    /** Whether it wants every sensor in brief, and in full only those that it subscribes to. */
    boolean wantsOverview() {
        return overview;
    }

    /** The anomalies that it has missed; null if it was never here. */
    @Nullable
    Backlog<Anomaly> missedAnomalies() {
        return missedAnomalies;
    }

    /** The episodes that it has missed; null if it was never here. */
    @Nullable
    Backlog<Episode> missedEpisodes() {
        return missedEpisodes;
    }

    /** Takes which sensors the page wants in full from now on. */
    void subscribe(Set<String> sensors) {
        Set<String> added = new TreeSet<>(sensors);
        added.removeAll(subscribed);
        added.addAll(unseen);
        added.retainAll(sensors);
        subscribed = sensors;
        unseen = added;
    }

    /** The sensors that it wants in full, those in {@link #takeUnseen} included. */
    Set<String> subscribed() {
        return subscribed;
    }

    /** The sensors that it has just subscribed to and has not been told of in full; from here on it has. */
    Set<String> takeUnseen() {
        Set<String> taken = unseen;
        unseen = Set.of();
        return taken;
    }

    /** How far it was told of sensors in full. */
    Due updates() {
        return updates;
    }

    /** How far it was told of all sensors in brief. */
    Due overviews() {
        return overviews;
    }

    /** The number of the anomaly that it was told last. */
    long toldAnomalies() {
        return toldAnomalies;
    }

    void toldAnomalies(long number) {
        toldAnomalies = number;
    }

    /** The number of the change of an episode that it was told last. */
    long toldEpisodes() {
        return toldEpisodes;
    }

    void toldEpisodes(long number) {
        toldEpisodes = number;
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

    /** Whether the snapshot is due; from here on it is not, and what was found out so far is part of it. */
    boolean takeSnapshotDue() {
        boolean due = snapshotDue;
        if (due) {
            snapshotDue = false;
            healthDue = false;
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

    /** How far the page was told of changes, and when. */
    static final class Due {
        private long told = Board.NOTHING;
        private long toldAt = NEVER;

        /** The number of the change that it was told last. */
        long told() {
            return told;
        }

        /** Whether it may be told again: {@code everyMillis} have passed, or the clock was put back. */
        boolean due(long nowMillis, long everyMillis) {
            return toldAt == NEVER || nowMillis < toldAt || nowMillis - toldAt >= everyMillis;
        }

        void told(long change, long nowMillis) {
            told = change;
            toldAt = nowMillis;
        }

        /** It was told of the past: the first change may follow at once. */
        void begin(long change) {
            told = change;
        }
    }
}
