// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.file;

import io.foursigma.ingest.format.CsvFields;
import io.foursigma.ingest.format.CsvItem;
import io.foursigma.schemas.Reading;
import io.foursigma.schemas.json.ReadingSink;
import java.nio.file.Path;
import java.util.List;

/** Where readings stand in the rows of one CSV file. */
final class MappedColumns {

    private static final int FIXED = -1;

    private final int count;
    private final int time;
    private final int sensor;
    private final String fixedSensor;
    private final int[] values;
    private final String[] valueNames;
    private final RowTimes times;

    /**
     * The columns under a header.
     *
     * @param mapping which columns they are; the header has no problem with it
     * @param header the names of the columns
     * @param file the file, which sensors may be named after
     * @param times how times are read
     */
    MappedColumns(CsvMapping mapping, List<String> header, Path file, RowTimes times) {
        CsvMapping.Source source = mapping.sensor();
        this.count = header.size();
        this.time = header.indexOf(mapping.time());
        this.sensor = source.fixed() ? FIXED : header.indexOf(source.text());
        this.fixedSensor = source.of(file);
        this.values = mapping.values().stream().mapToInt(header::indexOf).toArray();
        this.valueNames = mapping.values().toArray(String[]::new);
        this.times = times;
    }

    /** Hands the readings of a row to the sink, each with the place of its value among the columns of values. */
    void read(CsvItem.Row row, ReadingSink sink) {
        List<String> fields = row.fields();
        if (fields.size() != count) {
            sink.malformed(0, "the header has " + count + " fields, and this row " + fields.size(), row.raw());
            return;
        }
        long millis;
        try {
            millis = times.millis(fields.get(time).strip());
        } catch (IllegalArgumentException noTime) {
            sink.malformed(0, String.valueOf(noTime.getMessage()), row.raw());
            return;
        }
        String problem = sink.problem(millis);
        if (problem != null) {
            sink.malformed(0, problem, row.raw());
        } else if (!readValues(row, millis, sink)) {
            sink.malformed(0, "no value in it", row.raw());
        }
    }

    /** An empty field among several says that its sensor has no value at this time. */
    private boolean readValues(CsvItem.Row row, long millis, ReadingSink sink) {
        boolean some = false;
        for (int index = 0; index < values.length; index++) {
            String text = row.fields().get(values[index]).strip();
            if (text.isEmpty() && values.length > 1) {
                continue;
            }
            some = true;
            try {
                double value = CsvFields.number(valueNames[index], text);
                Reading reading = new Reading(sensor(row.fields(), index), millis, value);
                sink.reading(index, reading.sensor(), millis, value);
            } catch (IllegalArgumentException noReading) {
                sink.malformed(index, String.valueOf(noReading.getMessage()), row.raw());
            }
        }
        return some;
    }

    private String sensor(List<String> fields, int index) {
        String name = sensor == FIXED ? fixedSensor : fields.get(sensor);
        return values.length == 1 ? name : name + '/' + valueNames[index];
    }
}
