// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import java.util.List;

/**
 * State that shows every reading and their order: a chain of hashes. Every third link is an output, every fifth reading
 * counts as late.
 */
final class ChainLogic implements SensorLogic<ChainLogic.Live, ChainLogic.Row, String> {

    private final Repetition<Live, String> repetition;

    private ChainLogic(Repetition<Live, String> repetition) {
        this.repetition = repetition;
    }

    /** Its outputs never change, as those of {@code anomaly}. */
    static ChainLogic stored() {
        return new ChainLogic(new Texts());
    }

    /** Of its outputs only the newest of a sensor counts, as of {@code stats}. */
    static ChainLogic fromState() {
        return new ChainLogic((Repetition.FromState<Live, String>) Live::text);
    }

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
    public int rowBytes(Live live) {
        return 16;
    }

    @Override
    public Repetition<Live, String> repetition() {
        return repetition;
    }

    @Override
    public boolean apply(Live live, Share share, int i, List<String> outputs) {
        Share.Columns readings = share.readings();
        live.count++;
        live.hash = 31 * live.hash + Double.doubleToRawLongBits(readings.values()[i]) + readings.times()[i];
        if (repetition instanceof Repetition.FromState) {
            outputs.add(live.text());
        } else if (Math.floorMod(live.hash, 3L) == 0) {
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

        /** The sensor's newest output: its count tells which of two is newer. */
        private String text() {
            return sensor + "#" + count + "=" + hash;
        }
    }

    /** Outputs that are their own documents. */
    private static final class Texts implements Repetition.Stored<Live, String> {
        @Override
        public String document(String output) {
            return output;
        }

        @Override
        public String output(String document) {
            return document;
        }
    }

    record Row(long count, long hash) {}
}
