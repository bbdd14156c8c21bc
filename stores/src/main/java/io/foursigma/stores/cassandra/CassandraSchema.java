// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.foursigma.schemas.Resources;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keyspace with its types and tables. {@link #install} makes what is absent; every store checks what is there when it
 * connects.
 *
 * <p>The number of buckets decides in which partition a sensor lies, so it is fixed when the keyspace is installed:
 * {@code schema_version} keeps it, and another number is refused.
 */
public final class CassandraSchema {

    private static final Logger LOG = LoggerFactory.getLogger(CassandraSchema.class);
    private static final Duration DDL_TIMEOUT = Duration.ofSeconds(60);

    /** The files that make up the schema, in order. */
    private static final List<String> FILES = List.of("cassandra/001-state.cql", "cassandra/002-outputs.cql");

    private CassandraSchema() {}

    /**
     * Makes the keyspace, its types and its tables where they are absent, and checks them; nothing that is there is
     * changed. Let one process do this at a time: Cassandra does not serialise changes of the schema.
     *
     * @throws CassandraSchemaException if what is there differs from what this version and these settings need
     * @throws StoreException if Cassandra does not answer
     */
    public static void install(Settings settings) {
        String replication = replication(settings);
        try (CqlSession session = CassandraSessions.open(settings)) {
            String keyspace = CassandraSessions.keyspace(settings);
            Map<String, CqlShape> installed = installed(session, settings);
            if (installed.isEmpty()) {
                change(session, "CREATE KEYSPACE IF NOT EXISTS " + keyspace + " WITH replication = " + replication);
            }
            SchemaVersion.read(session, settings, installed).ifPresent(found -> {
                found.refuseOther();
                found.refuseOtherBuckets(settings);
            });
            for (CqlFile.Statement statement : statements()) {
                if (!installed.containsKey(statement.shape().what())) {
                    change(session, statement.inKeyspace(keyspace));
                    LOG.info(
                            "{}: {} in keyspace {}",
                            statement.action(),
                            statement.shape().what(),
                            keyspace);
                }
            }
            checkShapes(installed(session, settings), settings);
            SchemaVersion.write(session, settings);
            seeThatEnoughNodesAreThere(session, keyspace);
            check(session, settings);
        } catch (DriverException e) {
            throw new StoreException(
                    "Cassandra could not install keyspace " + settings.get(SettingsTable.CASSANDRA_KEYSPACE)
                            + " with replication " + replication + ": " + e.getMessage()
                            + "; see to its nodes, or correct cassandra.replicas and cassandra.datacenter",
                    e);
        }
    }

    /** A conditional write is no proof: by the second version of its protocol it counts the replicas that exist. */
    private static void seeThatEnoughNodesAreThere(CqlSession session, String keyspace) {
        session.execute(SimpleStatement.newInstance("SELECT version FROM " + keyspace + ".schema_version LIMIT 1")
                .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM));
    }

    /**
     * Settles how long the windows of the state are: the first topology on a keyspace decides, and another length is
     * refused, because the windows that the state holds would have no place among the new ones.
     *
     * @throws CassandraSchemaException if the state has windows of another length
     * @throws StoreException if Cassandra does not answer
     */
    public static void settleWindowLength(Settings settings) {
        String keyspace = settings.get(SettingsTable.CASSANDRA_KEYSPACE);
        long wanted = settings.get(SettingsTable.WINDOW_LENGTH).toMillis();
        try (CqlSession session = CassandraSessions.open(settings)) {
            Row row = session.execute(SimpleStatement.newInstance(
                            "UPDATE " + CassandraSessions.keyspace(settings)
                                    + ".schema_version SET window_millis = ? WHERE name = 'state' IF window_millis = null",
                            wanted))
                    .one();
            if (row == null || row.getBoolean("[applied]") || row.getLong("window_millis") == wanted) {
                return;
            }
            String held = row.getLong("window_millis") + "ms";
            throw new CassandraSchemaException("Keyspace " + keyspace + " holds windows of " + held
                    + ", but window.length = " + settings.text(SettingsTable.WINDOW_LENGTH)
                    + ": windows of two lengths do not fit together. Set window.length = " + held
                    + ", or another cassandra.keyspace and kafka.group to begin anew");
        } catch (DriverException e) {
            throw new StoreException(
                    "Cassandra does not tell how long the windows of keyspace " + keyspace + " are", e);
        }
    }

    private static String replication(Settings settings) {
        return "{'class': 'NetworkTopologyStrategy', '" + settings.get(SettingsTable.CASSANDRA_DATACENTER) + "': "
                + settings.get(SettingsTable.CASSANDRA_REPLICAS) + "}";
    }

    /** Checks the schema. @throws CassandraSchemaException with every difference */
    static void check(CqlSession session, Settings settings) {
        Map<String, CqlShape> installed = installed(session, settings);
        Optional<SchemaVersion> version = SchemaVersion.read(session, settings, installed);
        version.ifPresent(SchemaVersion::refuseOther);
        checkShapes(installed, settings);
        version.orElseThrow(() -> new CassandraSchemaException("Keyspace "
                        + settings.get(SettingsTable.CASSANDRA_KEYSPACE)
                        + " does not say how many buckets its state has: install the schema"))
                .refuseOtherBuckets(settings);
    }

    private static void checkShapes(Map<String, CqlShape> installed, Settings settings) {
        List<String> problems = new ArrayList<>();
        for (CqlFile.Statement statement : statements()) {
            CqlShape shape = statement.shape();
            CqlShape found = installed.get(shape.what());
            if (found == null) {
                problems.add("there is no " + shape.what());
            } else {
                problems.addAll(shape.differences(found));
            }
        }
        if (!problems.isEmpty()) {
            throw new CassandraSchemaException("Keyspace " + settings.get(SettingsTable.CASSANDRA_KEYSPACE)
                    + " is not as version " + SchemaVersion.CURRENT + " of the schema says: "
                    + String.join("; ", problems)
                    + ". Install the schema if it is absent; else use the version of Foursigma that made it, or"
                    + " another cassandra.keyspace");
        }
    }

    private static Map<String, CqlShape> installed(CqlSession session, Settings settings) {
        return InstalledSchema.read(session, settings.get(SettingsTable.CASSANDRA_KEYSPACE));
    }

    private static List<CqlFile.Statement> statements() {
        List<CqlFile.Statement> statements = new ArrayList<>();
        FILES.forEach(file -> statements.addAll(CqlFile.statements(Resources.text(file))));
        statements.addAll(CqlFile.statements(SchemaVersion.TABLE));
        return statements;
    }

    private static void change(CqlSession session, String cql) {
        session.execute(SimpleStatement.newInstance(cql).setTimeout(DDL_TIMEOUT));
    }
}
