// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.StoreException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Statements that are prepared when they are first needed, in a session that the process shares and that is opened then.
 * Where that fails, the next use tries again; once it stands, the driver looks after it.
 *
 * @param <T> the prepared statements
 */
final class Connection<T> implements AutoCloseable {

    private final Settings settings;
    private final SharedSession shared;
    private final BiFunction<CqlSession, String, T> preparation;
    private @Nullable T statements;
    private boolean closed;

    /** A connection; nothing is opened yet. The preparation gets the session and the keyspace's name in CQL. */
    Connection(Settings settings, BiFunction<CqlSession, String, T> preparation) {
        this.settings = settings;
        this.shared = SharedSession.use(settings);
        this.preparation = preparation;
    }

    /**
     * The prepared statements. Blocks where the session has to be opened first.
     *
     * @throws CassandraSchemaException if the schema is not what this version needs
     * @throws io.foursigma.stores.StoreException if Cassandra does not answer
     */
    synchronized T statements() {
        if (closed) {
            throw new IllegalStateException("this store is closed: open another one");
        }
        T prepared = statements;
        if (prepared == null) {
            try {
                prepared = preparation.apply(shared.open(settings), CassandraSessions.keyspace(settings));
            } catch (DriverException e) {
                // The session stands since another store has opened it, but nobody answers now.
                throw new StoreException("Cassandra did not answer while statements were prepared: use it again", e);
            }
            statements = prepared;
        }
        return prepared;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            shared.release();
        }
    }
}
