// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import java.util.List;

/**
 * State that shows every reading and their order: a chain of hashes. Every third link is an output, every fifth reading
 * counts as late.
 */
final class ChainLogic implements SensorLogic<ChainLogic.Live, ChainLogic.Row, String> {

    @Override
    public Live fresh(String sensor) {
        return new Live(sensor, 0, 0);
    }

    @Override
    public Live resume(String sensor, Row row) {
        return new Live(sensor, row.count(), row.hash());
    }

    @Override
    public Row row(Live live) {
        return new Row(live.count, live.hash);
    }

    @Override
    public boolean apply(Live live, Share share, int i, List<String> outputs) {
        Share.Columns readings = share.readings();
        live.count++;
        live.hash = 31 * live.hash + Double.doubleToRawLongBits(readings.values()[i]) + readings.times()[i];
        if (Math.floorMod(live.hash, 3L) == 0) {
            outputs.add(live.sensor + "@" + share.partition() + "." + readings.offsets()[i] + "."
                    + readings.indexes()[i] + "=" + live.hash);
        }
        return live.count % 5 == 0;
    }

    static final class Live {
        private final String sensor;
        private long count;
        private long hash;

        private Live(String sensor, long count, long hash) {
            this.sensor = sensor;
            this.count = count;
            this.hash = hash;
        }
    }

    record Row(long count, long hash) {}
}
