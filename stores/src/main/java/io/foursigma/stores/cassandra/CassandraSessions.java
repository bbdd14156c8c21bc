// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.StoreException;
import java.time.Duration;
import java.util.List;

/**
 * Opens sessions with Cassandra. Requests are answered by a quorum of the local data centre, compare-and-set included, so
 * all owners of one state must work in the same data centre. A session that has lost its nodes finds them again by
 * itself.
 */
final class CassandraSessions {

    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final Duration FIRST_RECONNECT = Duration.ofMillis(250);
    private static final Duration LONGEST_RECONNECT = Duration.ofSeconds(4);

    private CassandraSessions() {}

    /** Opens a session. Blocks, some seconds at most. @throws StoreException if no node answers */
    static CqlSession open(Settings settings) {
        try {
            return CqlSession.builder()
                    .withConfigLoader(configuration(settings))
                    .build();
        } catch (DriverException e) {
            throw new StoreException(
                    "Cassandra does not answer at " + settings.get(SettingsTable.CASSANDRA_CONTACT_POINTS)
                            + " (data centre " + settings.get(SettingsTable.CASSANDRA_DATACENTER)
                            + "): see that it runs, or set cassandra.contact-points and cassandra.datacenter",
                    e);
        }
    }

    /** The keyspace of the settings, as it is written in CQL. */
    static String keyspace(Settings settings) {
        return CqlIdentifier.fromInternal(settings.get(SettingsTable.CASSANDRA_KEYSPACE))
                .asCql(true);
    }

    private static DriverConfigLoader configuration(Settings settings) {
        List<String> contactPoints = List.of(
                settings.get(SettingsTable.CASSANDRA_CONTACT_POINTS).trim().split("\\s*,\\s*", -1));
        return DriverConfigLoader.programmaticBuilder()
                .withStringList(DefaultDriverOption.CONTACT_POINTS, contactPoints)
                // Names are looked up at each connection: a node may come back under another address.
                .withBoolean(DefaultDriverOption.RESOLVE_CONTACT_POINTS, false)
                .withString(
                        DefaultDriverOption.LOAD_BALANCING_LOCAL_DATACENTER,
                        settings.get(SettingsTable.CASSANDRA_DATACENTER))
                .withString(DefaultDriverOption.REQUEST_CONSISTENCY, "LOCAL_QUORUM")
                .withString(DefaultDriverOption.REQUEST_SERIAL_CONSISTENCY, "LOCAL_SERIAL")
                .withInt(DefaultDriverOption.REQUEST_PAGE_SIZE, 1_000)
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, REQUEST_TIMEOUT)
                .withDuration(DefaultDriverOption.CONNECTION_CONNECT_TIMEOUT, CONNECT_TIMEOUT)
                .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, CONNECT_TIMEOUT)
                .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, CONNECT_TIMEOUT)
                .withDuration(DefaultDriverOption.HEARTBEAT_INTERVAL, HEARTBEAT)
                .withDuration(DefaultDriverOption.HEARTBEAT_TIMEOUT, HEARTBEAT)
                .withDuration(DefaultDriverOption.RECONNECTION_BASE_DELAY, FIRST_RECONNECT)
                .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, LONGEST_RECONNECT)
                // No write's order hangs on the client's clock, so it need not be finer than Java's.
                .withBoolean(DefaultDriverOption.TIMESTAMP_GENERATOR_FORCE_JAVA_CLOCK, true)
                // The driver would wait a second after each change of the schema to see whether more come.
                .withDuration(DefaultDriverOption.METADATA_SCHEMA_WINDOW, Duration.ofMillis(10))
                .withStringList(
                        DefaultDriverOption.METADATA_SCHEMA_REFRESHED_KEYSPACES,
                        List.of(settings.get(SettingsTable.CASSANDRA_KEYSPACE)))
                .withInt(DefaultDriverOption.NETTY_IO_SIZE, 2)
                .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
                .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
                .build();
    }
}
