// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The statements of a CQL file that holds nothing but comments, {@code CREATE TYPE IF NOT EXISTS} and {@code CREATE TABLE
 * IF NOT EXISTS}, with unqualified names in small letters.
 */
final class CqlFile {

    private static final Pattern COMMENT = Pattern.compile("--.*");
    private static final Pattern CREATE = Pattern.compile("CREATE (TYPE|TABLE) IF NOT EXISTS (\\w+)\\s*\\(");
    private static final Pattern PRIMARY_KEY = Pattern.compile("PRIMARY KEY\\s*\\((.*)\\)", Pattern.DOTALL);

    private CqlFile() {}

    /**
     * A statement.
     *
     * @param action what it does, such as {@code CREATE TABLE IF NOT EXISTS}
     * @param name the type or table that it creates
     * @param body all that comes after the name
     * @param shape what it creates, to be compared
     */
    record Statement(String action, String name, String body, CqlShape shape) {

        /** The statement for a keyspace; types that it mentions are looked for in the same keyspace. */
        String inKeyspace(String keyspace) {
            return action + ' ' + keyspace + '.' + name + ' ' + body;
        }
    }

    /** Reads a file. @throws IllegalArgumentException if a statement is of another kind */
    static List<Statement> statements(String text) {
        List<Statement> statements = new ArrayList<>();
        for (String part : COMMENT.matcher(text).replaceAll("").split(";", -1)) {
            String cql = part.strip();
            if (!cql.isEmpty()) {
                statements.add(statement(cql));
            }
        }
        return statements;
    }

    private static Statement statement(String cql) {
        Matcher create = CREATE.matcher(cql);
        if (!create.lookingAt()) {
            throw new IllegalArgumentException("not CREATE TYPE or TABLE IF NOT EXISTS: " + cql);
        }
        return creation(cql, create);
    }

    private static Statement creation(String cql, Matcher create) {
        String kind = create.group(1);
        String name = create.group(2);
        List<String> items = items(cql.substring(create.end(), closing(cql, create.end())));
        List<String> parts = kind.equals("TYPE") ? fields(items) : columns(items);
        String what = kind.toLowerCase(Locale.ROOT) + ' ' + name;
        String action = "CREATE " + kind + " IF NOT EXISTS";
        return new Statement(action, name, cql.substring(create.end() - 1), new CqlShape(what, parts));
    }

    private static List<String> fields(List<String> items) {
        return items.stream().map(CqlFile::named).toList();
    }

    private static List<String> columns(List<String> items) {
        List<String> key = new ArrayList<>();
        for (String item : items) {
            Matcher primaryKey = PRIMARY_KEY.matcher(item);
            if (primaryKey.matches()) {
                key.addAll(items(primaryKey.group(1)));
            }
        }
        List<String> partition = items(key.get(0).replaceAll("[()]", ""));
        List<String> clustering = key.subList(1, key.size());
        return items.stream()
                .filter(item -> !PRIMARY_KEY.matcher(item).matches())
                .map(item -> named(item) + place(item.substring(0, item.indexOf(' ')), partition, clustering))
                .sorted()
                .toList();
    }

    private static String place(String column, List<String> partition, List<String> clustering) {
        if (partition.contains(column)) {
            return " partition_key " + partition.indexOf(column);
        }
        return clustering.contains(column) ? " clustering " + clustering.indexOf(column) : "";
    }

    /** {@code name type} or {@code name type static}, with the white space of the type taken out. */
    private static String named(String item) {
        boolean isStatic = item.endsWith(" static");
        String plain = isStatic ? item.substring(0, item.length() - " static".length()) : item;
        int space = plain.indexOf(' ');
        return plain.substring(0, space) + ' ' + CqlShape.type(plain.substring(space)) + (isStatic ? " static" : "");
    }

    /** Where the bracket closes that has been opened before {@code begin}. */
    private static int closing(String cql, int begin) {
        int depth = 1;
        for (int i = begin; i < cql.length(); i++) {
            char c = cql.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException("a bracket is not closed: " + cql);
    }

    /** Splits at the commas that stand in no bracket. */
    private static List<String> items(String list) {
        List<String> items = new ArrayList<>();
        int depth = 0;
        int begin = 0;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            if (c == '(' || c == '<') {
                depth++;
            } else if (c == ')' || c == '>') {
                depth--;
            } else if (c == ',' && depth == 0) {
                items.add(list.substring(begin, i).strip());
                begin = i + 1;
            }
        }
        items.add(list.substring(begin).strip());
        return items;
    }
}
