// SPDX-License-Identifier: Apache-2.0
package io.foursigma.analytics;

import org.jspecify.annotations.Nullable;

/**
 * The exact state of one window, to be stored.
 *
 * @param start the window's start in epoch milliseconds
 * @param moments the statistics of its readings, at least one
 * @param baseline what its readings are judged by; null if there was no previous window, or only one too old
 * @param publishedRevision the revision that was last published; 0 if none was
 */
public record WindowState(
        long start, Moments moments, @Nullable Baseline baseline, long publishedRevision) {

    /**
     * Checks that the window has readings and has published no more than them.
     *
     * @throws IllegalArgumentException if not
     */
    public WindowState {
        if (moments.isEmpty() || publishedRevision < 0 || publishedRevision > moments.count()) {
            throw new IllegalArgumentException("the window at " + start + " cannot hold " + moments.count()
                    + " readings with revision " + publishedRevision
                    + " published: it needs at least one reading and 0 <= revision <= readings;"
                    + " restore it from an intact copy");
        }
    }
}
