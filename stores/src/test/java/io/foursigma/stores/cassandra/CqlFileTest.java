// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foursigma.schemas.Resources;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CqlFileTest {

    @Test
    void everyStatementOfTheStateIsRead() {
        String cql = Resources.text("cassandra/001-state.cql") + Resources.text("cassandra/002-outputs.cql");

        assertThat(CqlFile.statements(cql))
                .extracting(statement -> statement.shape().what())
                .containsExactly(
                        "type progress",
                        "table sensor_stats",
                        "table sensor_windows",
                        "table stats_snapshots",
                        "table windows_snapshots",
                        "table outputs");
    }

    @Test
    void columnsAreReadWithTypeAndPlace() {
        String cql = """
                -- A comment; with a semicolon.
                CREATE TABLE IF NOT EXISTS t (
                    a int, -- the first
                    b text,
                    c bigint static,
                    d frozen<map<int,  frozen<x>>> static,
                    e frozen<list<frozen<y>>>,
                    PRIMARY KEY (a, b)
                ) WITH CLUSTERING ORDER BY (b DESC);
                """;

        assertThat(CqlFile.statements(cql))
                .extracting(CqlFile.Statement::shape)
                .containsExactly(new CqlShape(
                        "table t",
                        List.of(
                                "a int partition_key 0",
                                "b text clustering 0",
                                "c bigint static",
                                "d frozen<map<int,frozen<x>>> static",
                                "e frozen<list<frozen<y>>>")));
    }

    @Test
    void partitionKeyMayHaveSeveralColumns() {
        String cql = "CREATE TABLE IF NOT EXISTS t (a int, b int, c int, d int, PRIMARY KEY ((a, b), c, d))";

        assertThat(CqlFile.statements(cql).get(0).shape().parts())
                .containsExactly(
                        "a int partition_key 0", "b int partition_key 1", "c int clustering 0", "d int clustering 1");
    }

    @Test
    void optionsOfATableAreKept() {
        String cql =
                "CREATE TABLE IF NOT EXISTS t (a int, b int, PRIMARY KEY (a, b)) WITH CLUSTERING ORDER BY (b DESC);";

        assertThat(CqlFile.statements(cql).get(0).inKeyspace("k"))
                .isEqualTo("CREATE TABLE IF NOT EXISTS k.t "
                        + "(a int, b int, PRIMARY KEY (a, b)) WITH CLUSTERING ORDER BY (b DESC)");
    }

    @Test
    void otherStatementsAreRefused() {
        assertThatThrownBy(() -> CqlFile.statements("DROP TABLE t;"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("DROP TABLE t");
    }

    @Test
    void fieldsOfATypeAreComparedInOrder() {
        CqlShape expected = new CqlShape("type t", List.of("a int", "b int"));

        assertThat(expected.differences(new CqlShape("type t", List.of("a int", "b int"))))
                .isEmpty();
        assertThat(expected.differences(new CqlShape("type t", List.of("b int", "a int"))))
                .containsExactly("type t has its fields in the order [b int, a int]");
        assertThat(expected.differences(new CqlShape("type t", List.of("a int", "b text"))))
                .containsExactly("type t lacks 'b int'", "type t has 'b text'");
    }
}
