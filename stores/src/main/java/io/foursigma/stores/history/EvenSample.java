// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.history;

import java.util.ArrayList;
import java.util.List;

/** Readings for a picture: all of them or, of very many, every so-manieth with the least and the greatest value. */
final class EvenSample {

    /** So many points tell everything that a picture can show. */
    static final int MOST = 2_000;

    private EvenSample() {}

    /** At most {@link #MOST} of these readings, in their order. */
    static List<RawReading> of(List<RawReading> readings) {
        if (readings.size() <= MOST) {
            return List.copyOf(readings);
        }
        int least = 0;
        int greatest = 0;
        for (int i = 1; i < readings.size(); i++) {
            double value = readings.get(i).value();
            least = value < readings.get(least).value() ? i : least;
            greatest = value > readings.get(greatest).value() ? i : greatest;
        }
        int even = MOST - 2;
        List<RawReading> sample = new ArrayList<>(MOST);
        int taken = 0;
        for (int i = 0; i < readings.size(); i++) {
            boolean due = (long) i * even >= (long) taken * readings.size();
            taken += due ? 1 : 0;
            if (due || i == least || i == greatest) {
                sample.add(readings.get(i));
            }
        }
        return sample;
    }
}
