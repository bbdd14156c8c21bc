// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.PolicyKey;
import io.foursigma.stores.PolicyReader.Entry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The relay's own copy of all policies. While the log is read anew, the copy from before is shown. Safe for many threads.
 *
 * <p>Memory is bounded: of sensors' policies and of acknowledgements the newest {@value #MOST} each.
 */
final class PolicyBoard {

    static final int MOST = 100_000;

    private static final String NOT_READ_YET = "policies have not been read yet";

    private final int most;
    private PolicyTable shown;
    private @Nullable PolicyTable filling;
    private boolean known;
    private @Nullable String lost = NOT_READ_YET;

    /** A board that knows nothing yet. */
    PolicyBoard() {
        this(MOST);
    }

    PolicyBoard(int most) {
        this.most = most;
        this.shown = new PolicyTable(most);
    }

    /** The log is read from its beginning. */
    synchronized void began() {
        filling = new PolicyTable(most);
    }

    /** Takes changes. @return those that pages have to be told now */
    synchronized List<Entry> changed(List<Entry> changes) {
        changes.forEach((filling == null ? shown : filling)::put);
        notifyAll();
        return filling == null ? changes : List.of();
    }

    /** The log has been read. @return what pages have to be told */
    synchronized List<Entry> caughtUp() {
        PolicyTable read = Objects.requireNonNull(filling, "reading did not begin");
        List<Entry> changes = read.changesFrom(shown);
        shown = read;
        filling = null;
        known = true;
        lost = null;
        notifyAll();
        return changes;
    }

    /** The log is out of reach. */
    synchronized void lost(String reason) {
        lost = reason;
    }

    /** Whether the log has ever been read, so that an absent policy means that there is none. */
    synchronized boolean isKnown() {
        return known;
    }

    /** Why the log is out of reach, so that what is shown may be old; null if it is followed. */
    synchronized @Nullable String problem() {
        return lost;
    }

    synchronized @Nullable Entry find(PolicyKey key) {
        return shown.get(key);
    }

    /** Sensors' policies by name, from behind a name on. */
    synchronized List<Entry> sensorsBehind(String name, int size) {
        return shown.of(PolicyKey.Kind.SENSOR).behind(name, size);
    }

    /** All sensors' policies by name. */
    synchronized List<Entry> sensors() {
        return shown.of(PolicyKey.Kind.SENSOR).all();
    }

    /** The acknowledgements that there are of these anomalies or episodes. */
    synchronized List<Entry> acknowledgements(PolicyKey.Kind kind, Collection<String> ids) {
        RevisedMap known = shown.of(kind);
        return ids.stream().map(known::get).filter(Objects::nonNull).toList();
    }

    /** How many policies of a kind were forgotten because there were too many. */
    synchronized long forgotten(PolicyKey.Kind kind) {
        return shown.of(kind).forgotten();
    }

    /** Waits until a revision is shown. @return whether it came in time */
    synchronized boolean awaits(long revision, Duration within) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        while (filling != null || shown.revision() < revision) {
            long leftMillis = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (leftMillis <= 0) {
                return false;
            }
            wait(leftMillis);
        }
        return true;
    }
}
