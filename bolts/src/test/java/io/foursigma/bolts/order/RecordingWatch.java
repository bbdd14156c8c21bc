// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

/** Adds up what it hears; of what is parked it keeps the most. */
final class RecordingWatch implements TaskWatch {

    int applied;
    int late;
    int duplicate;
    int dirty;
    int resident;
    int parkedShares;
    long parkedBytes;

    @Override
    public void applied(int newReadings, int lateReadings, int duplicateReadings) {
        applied += newReadings;
        late += lateReadings;
        duplicate += duplicateReadings;
    }

    @Override
    public void resident(int sensors) {
        resident = sensors;
    }

    @Override
    public void parked(int shares, long bytes) {
        parkedShares = Math.max(parkedShares, shares);
        parkedBytes = Math.max(parkedBytes, bytes);
    }

    @Override
    public void dirty(int sensors) {
        dirty = sensors;
    }
}
