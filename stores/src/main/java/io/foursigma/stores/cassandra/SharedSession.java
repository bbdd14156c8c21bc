// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A session that all stores of this process share that work on the same keyspace. To open one costs seconds of both
 * processors' time where a worker starts: connections, the schema, each statement. It is closed when its last user lets
 * it go.
 */
final class SharedSession {

    private static final Map<Key, SharedSession> ALL = new HashMap<>();

    private final Key key;
    private int users;
    private @Nullable CqlSession session;

    private record Key(String contactPoints, String datacenter, String keyspace, int buckets) {
        static Key of(Settings settings) {
            return new Key(
                    settings.get(SettingsTable.CASSANDRA_CONTACT_POINTS),
                    settings.get(SettingsTable.CASSANDRA_DATACENTER),
                    settings.get(SettingsTable.CASSANDRA_KEYSPACE),
                    settings.get(SettingsTable.STATE_BUCKETS)); // the check of the schema asks for them
        }
    }

    private SharedSession(Key key) {
        this.key = key;
    }

    /** The session of these settings, with one user more. Nothing is opened yet. */
    static SharedSession use(Settings settings) {
        synchronized (ALL) {
            SharedSession shared = ALL.computeIfAbsent(Key.of(settings), SharedSession::new);
            shared.users++;
            return shared;
        }
    }

    /**
     * The session, opened and with its schema checked by the first who asks. Blocks where it has to be opened; where that
     * fails, the next call tries again.
     *
     * @throws CassandraSchemaException if the schema is not what this version needs
     * @throws io.foursigma.stores.StoreException if Cassandra does not answer
     */
    synchronized CqlSession open(Settings settings) {
        CqlSession open = session;
        if (open == null) {
            open = CassandraSessions.open(settings);
            boolean good = false;
            try {
                CassandraSchema.check(open, settings);
                good = true;
            } finally {
                if (!good) {
                    open.close();
                }
            }
            session = open;
        }
        return open;
    }

    /** Lets it go; to be called once per use. */
    void release() {
        synchronized (ALL) {
            users--;
            if (users > 0) {
                return;
            }
            ALL.remove(key);
        }
        close();
    }

    private synchronized void close() {
        if (session != null) {
            session.close();
            session = null;
        }
    }
}
