// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The CQL of the state says what the records say. */
class StateTablesTest {

    private static final Pattern CREATED =
            Pattern.compile("CREATE (TYPE|TABLE) IF NOT EXISTS (\\w+) \\((.*?)\\n\\)", Pattern.DOTALL);
    private static final Pattern ADDED = Pattern.compile("ALTER TYPE (\\w+) ADD IF NOT EXISTS (\\w+) (\\w+);");
    private static final Pattern COLUMN = Pattern.compile("^ {4}([a-z]\\w*) (.+?),?$", Pattern.MULTILINE);
    private static final Map<Class<?>, String> CQL_TYPES =
            Map.of(long.class, "bigint", int.class, "int", double.class, "double", String.class, "text");

    private final Map<String, Map<String, String>> created =
            created(Resources.text("cassandra/001-state.cql") + Resources.text("cassandra/002-outputs.cql"));

    @Test
    void theFilesMakeThreeTablesAndTheirTypes() {
        assertThat(created.keySet())
                .containsExactly(
                        "progress", "moments", "baseline", "window_state", "sensor_stats", "sensor_windows", "outputs");
    }

    @Test
    void progressHasTheFieldsOfItsRecord() {
        assertThat(created.get("progress")).isEqualTo(fields(Progress.class));
    }

    @Test
    void baselineHasTheFieldsOfItsRecord() {
        assertThat(created.get("baseline")).isEqualTo(fields(BaselineStats.class));
    }

    @Test
    void bothTablesCarryTheSameColumnsOfTheBucket() {
        for (String table : List.of("sensor_stats", "sensor_windows")) {
            assertThat(created.get(table))
                    .containsEntry("epoch", "bigint static")
                    .containsEntry("owner", "text static")
                    .containsEntry("sequence", "bigint static")
                    .containsEntry("topic_id", "text static")
                    .containsEntry("progress", "frozen<map<int, frozen<progress>>> static");
        }
    }

    private static Map<String, String> fields(Class<? extends Record> record) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (RecordComponent component : record.getRecordComponents()) {
            String name = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
            fields.put(name, CQL_TYPES.get(component.getType()));
        }
        assertThat(fields.values())
                .as(Arrays.toString(record.getRecordComponents()))
                .doesNotContainNull();
        return fields;
    }

    private static Map<String, Map<String, String>> created(String cql) {
        Map<String, Map<String, String>> all = new LinkedHashMap<>();
        Matcher statement = CREATED.matcher(cql);
        while (statement.find()) {
            Map<String, String> columns = new LinkedHashMap<>();
            Matcher column = COLUMN.matcher(statement.group(3));
            while (column.find()) {
                columns.put(column.group(1), column.group(2));
            }
            all.put(statement.group(2), columns);
        }
        Matcher addition = ADDED.matcher(cql);
        while (addition.find()) {
            Objects.requireNonNull(all.get(addition.group(1))).put(addition.group(2), addition.group(3));
        }
        return all;
    }
}
