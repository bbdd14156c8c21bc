// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.history;

import com.fasterxml.jackson.core.JsonGenerator;
import io.foursigma.stores.history.RawReadings.Found;
import java.io.IOException;

/** The JSON of raw readings, each an array of its numbers, as {@code docs/http-api.md} describes it. */
public final class RawReadingsJson {

    private RawReadingsJson() {}

    /** Writes what was found of a sensor as one object. */
    public static void write(JsonGenerator out, String sensor, Found found) throws IOException {
        out.writeStartObject();
        out.writeStringField("sensor", sensor);
        out.writeArrayFieldStart("readings");
        for (RawReading reading : found.readings()) {
            out.writeStartArray();
            writeNumbers(out, reading);
            out.writeNumber(reading.index());
            out.writeEndArray();
        }
        out.writeEndArray();
        out.writeBooleanField("complete", found.complete());
        out.writeNumberField("reachesBackTo", found.reachesBackTo());
        out.writeNumberField("scanned", found.scanned());
        out.writeEndObject();
    }

    /** Writes time, value, partition and offset into the array that is open. */
    static void writeNumbers(JsonGenerator out, RawReading reading) throws IOException {
        out.writeNumber(reading.time());
        out.writeNumber(reading.value());
        out.writeNumber(reading.partition());
        out.writeNumber(reading.offset());
    }
}
