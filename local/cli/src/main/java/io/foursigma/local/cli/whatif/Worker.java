// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.whatif;

import io.foursigma.analytics.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Every so many-th of all cells. Sensors and variants are dealt out in turns, so that even a single sensor keeps all workers
 * busy. For one thread at a time.
 */
final class Worker {

    private final Asked asked;
    private final Anomalies anomalies;
    private final int number;
    private final int workers;
    private final List<@Nullable Cell[]> cells = new ArrayList<>();

    Worker(Asked asked, Anomalies anomalies, int number, int workers) {
        this.asked = asked;
        this.anomalies = anomalies;
        this.number = number;
        this.workers = workers;
    }

    /** Judges the readings of a batch by the variants that this worker has for their sensors. */
    void judge(Batch batch) {
        for (int i = 0; i < batch.size(); i++) {
            int sensor = batch.sensor(i);
            @Nullable Cell[] ofSensor = cells(sensor);
            for (int variant = first(sensor); variant < ofSensor.length; variant += workers) {
                Cell cell = ofSensor[variant];
                if (cell == null) {
                    cell = new Cell(asked, asked.variants().get(variant), asked.labelsOf(batch.name(i)));
                    ofSensor[variant] = cell;
                }
                Verdict.Anomalous anomalous = cell.judge(batch.time(i), batch.value(i));
                if (anomalous != null) {
                    anomalies.found(asked.variants().get(variant), batch, i, anomalous);
                }
            }
        }
    }

    /** Hands over a sensor's cells, each with the number of its variant. */
    void forEachCell(int sensor, ObjIntConsumer<Cell> taker) {
        @Nullable Cell[] ofSensor = cells(sensor);
        for (int variant = 0; variant < ofSensor.length; variant++) {
            Cell cell = ofSensor[variant];
            if (cell != null) {
                taker.accept(cell, variant);
            }
        }
    }

    private int first(int sensor) {
        return Math.floorMod(number - sensor, workers);
    }

    private @Nullable Cell[] cells(int sensor) {
        while (cells.size() <= sensor) {
            cells.add(new @Nullable Cell[asked.variants().size()]);
        }
        return cells.get(sensor);
    }
}
