// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.file;

import io.foursigma.ingest.format.PayloadFormat;
import io.foursigma.schemas.json.ReadingSink;
import org.jspecify.annotations.Nullable;

/** A form, and a note of the latest time of the readings that it has read. */
final class TimeNote implements PayloadFormat {

    private final PayloadFormat format;
    private long latest = Item.NO_TIME;

    TimeNote(PayloadFormat format) {
        this.format = format;
    }

    /** The latest time so far; {@link Item#NO_TIME} before the first one. */
    long latest() {
        return latest;
    }

    @Override
    public void read(byte[] payload, long received, ReadingSink sink) {
        format.read(payload, received, new ReadingSink() {
            @Override
            public @Nullable String problem(long time) {
                return sink.problem(time);
            }

            @Override
            public int mostItems() {
                return sink.mostItems();
            }

            @Override
            public void reading(int index, String sensor, long time, double value) {
                latest = Math.max(latest, time);
                sink.reading(index, sensor, time, value);
            }

            @Override
            public void malformed(int index, String reason, byte[] bytes) {
                sink.malformed(index, reason, bytes);
            }
        });
    }
}
