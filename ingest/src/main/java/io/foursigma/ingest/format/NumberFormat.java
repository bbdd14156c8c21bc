// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.foursigma.schemas.json.ReadingSink;
import io.foursigma.schemas.json.TimeText;

/** A decimal number as plain text, blanks around it passed over: the value of one sensor, of when the message came. */
public final class NumberFormat implements PayloadFormat {

    private final String sensor;

    /** Values of this sensor. */
    public NumberFormat(String sensor) {
        this.sensor = sensor;
    }

    @Override
    public void read(byte[] payload, long received, ReadingSink sink) {
        // No byte beyond ASCII belongs to a number, so each of them may be any letter.
        String text = new String(payload, ISO_8859_1).strip();
        if (DecimalNumber.is(text)) {
            OneReading.handOver(payload, sensor, received, Double.parseDouble(text), null, sink);
        } else {
            String problem = text.isEmpty()
                    ? "nothing in it"
                    : "the message is a decimal number, but this is '" + TimeText.abbreviated(text) + '\'';
            sink.malformed(0, problem, payload);
        }
    }
}
