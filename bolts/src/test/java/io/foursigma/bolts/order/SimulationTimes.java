// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import java.util.SplittableRandom;

/**
 * How large and how patient the tasks of a simulation are.
 *
 * @param residents sensors of a bucket in memory
 * @param evictAfterMillis rest after which a sensor leaves memory
 * @param forgetMillis time between two looks for outputs that are no longer needed
 * @param maxDirtyRows changed sensors that cause a flush
 */
record SimulationTimes(int residents, long evictAfterMillis, long forgetMillis, int maxDirtyRows) {

    static SimulationTimes random(SplittableRandom random) {
        return new SimulationTimes(
                random.nextBoolean() ? 1 + random.nextInt(3) : 1_000,
                random.nextBoolean() ? 30 : 1_000_000,
                random.nextBoolean() ? 40 : 1_000,
                2 + random.nextInt(4));
    }

    BucketTaskConfig config(int task, int tasks, String owner, Rules rules) {
        return new BucketTaskConfig(
                Simulation.BUCKETS,
                BucketTaskConfig.ownedBy(task, tasks, Simulation.BUCKETS),
                owner,
                30,
                6,
                maxDirtyRows,
                1_000,
                Simulation.MAX_PARKED,
                Simulation.MAX_PARKED_BYTES,
                residents,
                evictAfterMillis,
                Long.MAX_VALUE,
                forgetMillis,
                25,
                rules);
    }
}
