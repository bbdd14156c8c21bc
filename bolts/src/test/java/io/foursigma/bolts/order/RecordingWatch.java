// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

/** Adds up what it hears. */
final class RecordingWatch implements TaskWatch {

    int applied;
    int late;
    int duplicate;
    int dirty;

    @Override
    public void applied(int newReadings, int lateReadings, int duplicateReadings) {
        applied += newReadings;
        late += lateReadings;
        duplicate += duplicateReadings;
    }

    @Override
    public void dirty(int sensors) {
        dirty = sensors;
    }
}
