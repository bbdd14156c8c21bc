// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.pages;

import io.foursigma.local.cli.CliException;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** What has come to all pages. */
final class Arrivals {

    private static final long LONGEST_MILLIS = 600_000;
    private static final int DIGITS = 3;

    private final Histogram millis = new ConcurrentHistogram(LONGEST_MILLIS, DIGITS);
    private final AtomicLong bytes = new AtomicLong();
    private volatile boolean counts;
    private volatile @Nullable String lost;

    /** From now on what comes counts. */
    void begin() {
        millis.reset();
        bytes.set(0);
        counts = true;
    }

    void end() {
        counts = false;
    }

    void value(long ageMillis) {
        if (counts) {
            millis.recordValue(Math.max(0, Math.min(LONGEST_MILLIS, ageMillis)));
        }
    }

    void bytes(long number) {
        if (counts) {
            bytes.addAndGet(number);
        }
    }

    void lost(String reason) {
        if (counts) {
            lost = reason;
        }
    }

    long bytes() {
        return bytes.get();
    }

    /** The ages of the values. @throws CliException if a page was lost while it counted, or nothing came */
    Histogram ages() {
        String reason = lost;
        if (reason != null) {
            throw new CliException(CliException.FAILED, "A page was lost: " + reason);
        }
        if (millis.getTotalCount() == 0) {
            throw new CliException(CliException.FAILED, "No value has come to any page; see the relay's log");
        }
        return millis;
    }
}
