// SPDX-License-Identifier: Apache-2.0
package io.foursigma.analytics;

import org.jspecify.annotations.Nullable;

/**
 * One sensor's window as others get to see it; of several with the same start, the highest revision holds.
 *
 * @param start the window's start in epoch milliseconds
 * @param end its end, excluded, in epoch milliseconds
 * @param revision the number of readings in it when it was published
 * @param moments their statistics
 * @param baseline what they were judged by; null if there was no previous window, or only one too old
 */
public record PublishedWindow(
        long start,
        long end,
        long revision,
        Moments moments,
        @Nullable Baseline baseline) {}
