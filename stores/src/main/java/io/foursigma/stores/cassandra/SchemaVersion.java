// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code schema_version} says of a keyspace.
 *
 * @param keyspace the keyspace's name
 * @param version the version of its schema
 * @param buckets the number of buckets of its state
 */
record SchemaVersion(String keyspace, int version, int buckets) {

    /** The version that this Foursigma works with. */
    static final int CURRENT = 3;

    static final String TABLE = """
            CREATE TABLE IF NOT EXISTS schema_version (
                name text,
                version int,
                state_buckets int,
                window_millis bigint,
                PRIMARY KEY (name)
            );
            """;

    /** Reads it, from a keyspace with these types and tables; empty if it is not written there. */
    static Optional<SchemaVersion> read(CqlSession session, Settings settings, Map<String, CqlShape> installed) {
        CqlShape table = installed.get("table schema_version");
        if (table == null || !table.parts().containsAll(List.of("version int", "state_buckets int"))) {
            return Optional.empty();
        }
        Row row = session.execute(SimpleStatement.newInstance("SELECT version, state_buckets FROM "
                                + CassandraSessions.keyspace(settings) + ".schema_version WHERE name = 'state'")
                        .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_SERIAL))
                .one();
        String keyspace = settings.get(SettingsTable.CASSANDRA_KEYSPACE);
        return row == null
                ? Optional.empty()
                : Optional.of(new SchemaVersion(keyspace, row.getInt("version"), row.getInt("state_buckets")));
    }

    /** Writes it where there is nothing yet. */
    static void write(CqlSession session, Settings settings) {
        String table = CassandraSessions.keyspace(settings) + ".schema_version";
        session.execute(SimpleStatement.newInstance(
                "INSERT INTO " + table + " (name, version, state_buckets) VALUES ('state', ?, ?) IF NOT EXISTS",
                CURRENT,
                settings.get(SettingsTable.STATE_BUCKETS)));
    }

    /** @throws CassandraSchemaException if another Foursigma has made this keyspace, with another form of the state */
    void refuseOther() {
        if (version > CURRENT) {
            throw new CassandraSchemaException(
                    has() + ": use the version of Foursigma that installed it, or another cassandra.keyspace");
        }
        if (version < CURRENT) {
            throw new CassandraSchemaException(has() + ", which does not read states from before the first release: set"
                    + " another cassandra.keyspace and another kafka.group to begin anew");
        }
    }

    /** @throws CassandraSchemaException if the settings have another number of buckets */
    void refuseOtherBuckets(Settings settings) {
        int wanted = settings.get(SettingsTable.STATE_BUCKETS);
        if (buckets != wanted) {
            throw new CassandraSchemaException("Keyspace " + keyspace + " holds state in " + buckets
                    + " buckets, but state.buckets = " + wanted + ": sensors would be looked for in the wrong buckets."
                    + " Set state.buckets = " + buckets + ", or another cassandra.keyspace");
        }
    }

    private String has() {
        return "Keyspace " + keyspace + " has version " + version + " of the schema, this Foursigma works with version "
                + CURRENT;
    }
}
