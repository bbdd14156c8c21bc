// SPDX-License-Identifier: Apache-2.0
package io.foursigma.analytics;

/** What becomes of a reading in its sensor's windows: a verdict, or it is late. */
public sealed interface Outcome permits Outcome.Late, Verdict {

    /** The reading's window was final before it came: it gets no verdict and changes no window. */
    record Late() implements Outcome {
        /** The one instance that is handed out. */
        public static final Late INSTANCE = new Late();
    }
}
