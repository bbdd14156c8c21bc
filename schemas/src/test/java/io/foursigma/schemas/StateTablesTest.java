// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The CQL of the state says what the records say. */
class StateTablesTest {

    private static final Pattern CREATED =
            Pattern.compile("CREATE (TYPE|TABLE) IF NOT EXISTS (\\w+) \\((.*?)\\n\\)", Pattern.DOTALL);
    private static final Pattern COLUMN = Pattern.compile("^ {4}([a-z]\\w*) (.+?),?$", Pattern.MULTILINE);
    private static final Map<Class<?>, String> CQL_TYPES =
            Map.of(long.class, "bigint", int.class, "int", double.class, "double", String.class, "text");

    private final Map<String, Map<String, String>> created =
            created(Resources.text("cassandra/001-state.cql") + Resources.text("cassandra/002-outputs.cql"));

    @Test
    void theFilesMakeFiveTablesAndTheirType() {
        assertThat(created.keySet())
                .containsExactly(
                        "progress",
                        "sensor_stats",
                        "sensor_windows",
                        "stats_snapshots",
                        "windows_snapshots",
                        "outputs");
    }

    @Test
    void progressHasTheFieldsOfItsRecord() {
        assertThat(created.get("progress")).isEqualTo(fields(Progress.class));
    }

    @Test
    void statsAndWindowsLieInTablesOfTheSameForm() {
        assertThat(created.get("sensor_stats"))
                .isEqualTo(created.get("sensor_windows"))
                .containsEntry("progress", "frozen<map<int, frozen<progress>>> static");
        assertThat(created.get("stats_snapshots")).isEqualTo(created.get("windows_snapshots"));
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
        return all;
    }
}
