// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.file;

import io.foursigma.ingest.format.FileForm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Which columns of a CSV file readings are made of.
 *
 * @param time the column of the time
 * @param sensor where the sensor's name comes from
 * @param values the columns of values, at least one. Several are a sensor each: the name, a slash and the column
 */
record CsvMapping(String time, Source sensor, List<String> values) {

    /** What stands in a sensor's name for the file's, without its ending. */
    static final String FILE = "{file}";

    /** What stands in a sensor's name for that of the folder in which the file is. */
    static final String FOLDER = "{folder}";

    /** The columns of the form that all commands read. */
    static final CsvMapping PLAIN = new CsvMapping("time", new Source("sensor", false), List.of("value"));

    /**
     * Where the sensor's name comes from.
     *
     * @param text a column, or a name in which {@value #FILE} and {@value #FOLDER} stand for those of the file
     * @param fixed whether it is a name
     */
    record Source(String text, boolean fixed) {

        /** The name for a file. */
        String of(Path file) {
            String name = FileForm.unpacked(String.valueOf(file.getFileName()));
            int ending = name.lastIndexOf('.');
            Path folder = file.getParent();
            return text.replace(FILE, ending > 0 ? name.substring(0, ending) : name)
                    .replace(FOLDER, folder == null ? "" : String.valueOf(folder.getFileName()));
        }
    }

    /** All columns that it needs. */
    List<String> columns() {
        List<String> columns = new ArrayList<>(List.of(time));
        if (!sensor.fixed()) {
            columns.add(sensor.text());
        }
        columns.addAll(values);
        return columns;
    }

    /** What a header lacks, in words, one for each column; none if files under this header can be read. */
    List<String> problems(List<String> header) {
        List<String> problems = new ArrayList<>();
        for (String column : columns()) {
            long times = header.stream().filter(column::equals).count();
            if (times != 1) {
                problems.add("names no column '" + column + '\'');
            }
            if (times > 1) {
                problems.set(problems.size() - 1, "names the column '" + column + "' " + times + " times");
            }
        }
        return problems;
    }
}
