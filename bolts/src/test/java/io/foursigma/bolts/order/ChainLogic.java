// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import java.util.List;
import java.util.function.Consumer;

/**
 * State that shows every reading and their order: a chain of hashes. Every third link is an output, every fifth reading
 * counts as late.
 */
final class ChainLogic implements SensorLogic<ChainLogic.Live, ChainLogic.Row, String> {

    private final Repetition<Live, String> repetition;

    private final int salt;
    private final Consumer<String> silent;

    private ChainLogic(Repetition<Live, String> repetition, int salt, Consumer<String> silent) {
        this.repetition = repetition;
        this.salt = salt;
        this.silent = silent;
    }

    /** As {@link #stored()}, telling of sensors that have fallen silent: their names and how many readings they had. */
    static ChainLogic stored(Consumer<String> silent) {
        return new ChainLogic(new Texts(), 0, silent);
    }

    /** Its outputs never change, as those of {@code anomaly}. */
    static ChainLogic stored() {
        return stored(0);
    }

    /** As above, with other settings: which readings have an output depends on the salt, the state does not. */
    static ChainLogic stored(int salt) {
        return new ChainLogic(new Texts(), salt, sensor -> {});
    }

    /** Of its outputs only the newest of a sensor counts, as of {@code stats}; each is told at once. */
    static ChainLogic fromState(Consumer<String> seen) {
        return new ChainLogic(
                (Repetition.FromState<Live, String>) live -> {
                    String text = live.text();
                    seen.accept(text);
                    return text;
                },
                0,
                sensor -> {});
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
    public void silent(Live live) {
        silent.accept(live.sensor + "#" + live.count);
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
        if (repetition instanceof Repetition.FromState<Live, String> present) {
            outputs.add(present.output(live));
        } else if (Math.floorMod(live.hash + salt, 3L) == 0) {
            outputs.add(live.sensor + "@" + share.partition() + "." + readings.offsets()[i] + "."
                    + readings.indexes()[i] + "=" + (live.hash + salt));
        }
        return live.count % 5 == 0;
    }

    /** A sensor's newest output: its count tells which of two is newer. */
    static String text(String sensor, Row row) {
        return sensor + "#" + row.count() + "=" + row.hash();
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

        private String text() {
            return ChainLogic.text(sensor, new Row(count, hash));
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
