// SPDX-License-Identifier: Apache-2.0
package io.foursigma.webhooks;

import java.time.Duration;

/** What became of a request. */
sealed interface Outcome {

    /** The receiver has it. */
    record Delivered() implements Outcome {}

    /**
     * The receiver will never take it.
     *
     * @param reason what it said
     */
    record Refused(String reason) implements Outcome {}

    /**
     * It may take it another time.
     *
     * @param reason what went wrong
     * @param asked how long it wants to be left alone; zero where it did not say
     */
    record Failed(String reason, Duration asked) implements Outcome {}
}
