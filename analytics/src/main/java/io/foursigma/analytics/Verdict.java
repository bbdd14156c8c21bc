// SPDX-License-Identifier: Apache-2.0
package io.foursigma.analytics;

/** What the sigma rule says of a reading that is not late. */
public sealed interface Verdict extends Outcome {

    /** The rule cannot speak yet: there is no baseline, or it holds too few readings. */
    record Learning() implements Verdict {
        /** The one instance that is handed out. */
        public static final Learning INSTANCE = new Learning();
    }

    /**
     * The reading lies within the band around the baseline's mean.
     *
     * @param baseline what it was judged by
     */
    record Normal(Baseline baseline) implements Verdict {}

    /**
     * The reading lies outside the band around the baseline's mean.
     *
     * @param baseline what it was judged by
     */
    record Anomalous(Baseline baseline) implements Verdict {}
}
