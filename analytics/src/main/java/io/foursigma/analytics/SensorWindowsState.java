// SPDX-License-Identifier: Apache-2.0
package io.foursigma.analytics;

import java.util.List;

/**
 * The exact state of one sensor's windows and episodes, to be stored.
 *
 * @param watermark the sensor's greatest event time in epoch milliseconds; {@link #NO_READING} before its first reading
 * @param windows the windows that are not final, and the last final one if there is any, in ascending order of start
 * @param episodes the sensor's episodes
 */
public record SensorWindowsState(long watermark, List<WindowState> windows, SensorEpisodesState episodes) {

    /** The watermark before the first reading. */
    public static final long NO_READING = Long.MIN_VALUE;

    /** The state before the first reading. */
    public static final SensorWindowsState EMPTY =
            new SensorWindowsState(NO_READING, List.of(), SensorEpisodesState.EMPTY);

    /** The state of a sensor of whose episodes nothing is known: {@link SensorEpisodesState#before}. */
    public SensorWindowsState(long watermark, List<WindowState> windows) {
        this(watermark, windows, SensorEpisodesState.before(windows));
    }

    /** The same windows with other episodes. */
    public SensorWindowsState with(SensorEpisodesState others) {
        return new SensorWindowsState(watermark, windows, others);
    }

    /**
     * Copies the list and checks its order.
     *
     * @throws IllegalArgumentException if the windows do not ascend, or there are windows without a watermark or the
     *     other way round
     */
    public SensorWindowsState {
        windows = List.copyOf(windows);
        if ((watermark == NO_READING) != windows.isEmpty()) {
            throw new IllegalArgumentException("a watermark of " + watermark + " cannot go with " + windows.size()
                    + " windows: a sensor has both or neither; restore its state from an intact copy");
        }
        for (int i = 1; i < windows.size(); i++) {
            if (windows.get(i - 1).start() >= windows.get(i).start()) {
                throw new IllegalArgumentException(
                        "the window at " + windows.get(i).start() + " follows the one at "
                                + windows.get(i - 1).start() + ": list windows by start, each once");
            }
        }
    }
}
