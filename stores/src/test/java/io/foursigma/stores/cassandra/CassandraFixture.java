// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.net.InetSocketAddress;

/** Settings and statements for tests against a Cassandra. */
final class CassandraFixture {

    private CassandraFixture() {}

    /** Settings for a keyspace of one's own. */
    static Settings settings(InetSocketAddress cassandra, String keyspace, int buckets) {
        return Settings.defaults()
                .with(SettingsTable.CASSANDRA_CONTACT_POINTS, "127.0.0.1:" + cassandra.getPort())
                .with(SettingsTable.CASSANDRA_KEYSPACE, keyspace)
                .with(SettingsTable.STATE_BUCKETS, Integer.toString(buckets));
    }

    /** Executes statements. */
    static void execute(Settings settings, String... statements) {
        try (CqlSession session = CassandraSessions.open(settings)) {
            for (String statement : statements) {
                session.execute(statement);
            }
        }
    }
}
