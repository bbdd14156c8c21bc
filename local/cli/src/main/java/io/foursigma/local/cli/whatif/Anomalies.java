// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.whatif;

import io.foursigma.analytics.Verdict;

/** Hears of each anomaly that counts. Called by several threads; those of one sensor and variant come in order. */
@FunctionalInterface
interface Anomalies {

    /**
     * A reading is anomalous.
     *
     * @param variant by which settings
     * @param batch what holds the reading
     * @param i where in the batch
     * @param verdict what it was judged by
     */
    void found(Variant variant, Batch batch, int i, Verdict.Anomalous verdict);
}
