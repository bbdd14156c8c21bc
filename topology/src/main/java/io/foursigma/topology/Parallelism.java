// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology;

import static io.foursigma.schemas.settings.SettingsTable.STATE_BUCKETS;
import static io.foursigma.schemas.settings.SettingsTable.TOPOLOGY_DECODERS;
import static io.foursigma.schemas.settings.SettingsTable.TOPOLOGY_SPOUTS;
import static io.foursigma.schemas.settings.SettingsTable.TOPOLOGY_STATEFUL_TASKS;
import static io.foursigma.schemas.settings.SettingsTable.TOPOLOGY_WORKERS;

import io.foursigma.schemas.settings.Settings;

/**
 * How many tasks each component has. What nobody set follows from the workers and the partitions: a partition is read by
 * one spout task alone, so more tasks than partitions would stand idle.
 *
 * @param workers worker processes
 * @param spouts tasks that read partitions
 * @param pulses tasks that beat time; two where there are several workers, so that the beat outlives a worker
 * @param decoders tasks that decode runs
 * @param statefulTasks tasks of each stateful bolt
 */
record Parallelism(int workers, int spouts, int pulses, int decoders, int statefulTasks) {

    /** What the settings say for a topic of so many partitions. */
    static Parallelism of(Settings settings, int partitions) {
        int workers = settings.get(TOPOLOGY_WORKERS);
        int spouts = settings.get(TOPOLOGY_SPOUTS).orElse(Math.min(partitions, 2 * workers));
        int stateful = Math.max(workers, (partitions + 1) / 2);
        return new Parallelism(
                workers,
                spouts,
                Math.min(2, workers),
                settings.get(TOPOLOGY_DECODERS).orElse(spouts),
                settings.get(TOPOLOGY_STATEFUL_TASKS).orElse(Math.min(stateful, settings.get(STATE_BUCKETS))));
    }
}
