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

    /** The version that this Foursigma works with: the number of the last schema file. */
    static final int CURRENT = 2;

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

    /** Writes the current version over an older one, and all of it where there is nothing yet. */
    static void write(CqlSession session, Settings settings) {
        String table = CassandraSessions.keyspace(settings) + ".schema_version";
        session.execute(SimpleStatement.newInstance(
                "INSERT INTO " + table + " (name, version, state_buckets) VALUES ('state', ?, ?) IF NOT EXISTS",
                CURRENT,
                settings.get(SettingsTable.STATE_BUCKETS)));
        session.execute(SimpleStatement.newInstance(
                "UPDATE " + table + " SET version = ? WHERE name = 'state' IF version < ?", CURRENT, CURRENT));
    }

    /** @throws CassandraSchemaException if a later Foursigma has made or upgraded this keyspace */
    void refuseLater() {
        if (version > CURRENT) {
            throw new CassandraSchemaException(
                    has() + ": use the version of Foursigma that installed it, or another" + " cassandra.keyspace");
        }
    }

    /** @throws CassandraSchemaException if this keyspace has not been upgraded */
    void refuseEarlier() {
        if (version < CURRENT) {
            throw new CassandraSchemaException(has() + ": stop the topology of the earlier Foursigma, then install the"
                    + " schema, which upgrades the keyspace and keeps its state");
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
