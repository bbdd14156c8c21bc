// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What Cassandra says of the types and tables of a keyspace. */
final class InstalledSchema {

    private InstalledSchema() {}

    /** The types and tables of a keyspace by {@link CqlShape#what}; empty if there is no such keyspace. */
    static Map<String, CqlShape> read(CqlSession session, String keyspace) {
        Map<String, CqlShape> shapes = new TreeMap<>();
        for (Row row :
                select(session, "SELECT type_name, field_names, field_types FROM system_schema.types", keyspace)) {
            List<String> names = row.getList("field_names", String.class);
            List<String> types = row.getList("field_types", String.class);
            List<String> fields = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                fields.add(names.get(i) + ' ' + CqlShape.type(types.get(i)));
            }
            add(shapes, new CqlShape("type " + row.getString("type_name"), fields));
        }
        Map<String, List<String>> columnsByTable = new TreeMap<>();
        for (Row row : select(
                session, "SELECT table_name, column_name, type, kind, position FROM system_schema.columns", keyspace)) {
            columnsByTable
                    .computeIfAbsent("table " + row.getString("table_name"), table -> new ArrayList<>())
                    .add(row.getString("column_name") + ' ' + CqlShape.type(row.getString("type")) + place(row));
        }
        columnsByTable.forEach((table, columns) -> {
            Collections.sort(columns);
            add(shapes, new CqlShape(table, columns));
        });
        return shapes;
    }

    private static void add(Map<String, CqlShape> shapes, CqlShape shape) {
        shapes.put(shape.what(), shape);
    }

    private static String place(Row row) {
        String kind = row.getString("kind");
        return switch (kind) {
            case "regular" -> "";
            case "static" -> " static";
            default -> " " + kind + ' ' + row.getInt("position");
        };
    }

    private static Iterable<Row> select(CqlSession session, String select, String keyspace) {
        return session.execute(SimpleStatement.newInstance(select + " WHERE keyspace_name = ?", keyspace));
    }
}
