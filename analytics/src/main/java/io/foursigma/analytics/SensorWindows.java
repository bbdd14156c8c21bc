// SPDX-License-Identifier: Apache-2.0
package io.foursigma.analytics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One sensor's windows: judges its readings in the order in which they come, and publishes windows as its watermark
 * passes.
 *
 * <p>Mutable and for a single owner. The state is a function of the sequence of readings, bit for bit; no wall clock
 * takes part. {@link #state()} takes the state out and {@link #of} resumes from it.
 */
public final class SensorWindows {
    /*
     * How it works. The watermark is the greatest event time so far, so a reading beyond it is never late, and the
     * newest window always holds the watermark: it is the one window that is still open, and nearly all readings go
     * there. A reading makes at most one window due for publication: the one that was newest, if the reading opens a
     * newer one, else its own.
     *
     * Windows are kept in ascending order while they can change, and the last final one, because the next window born
     * may need it as its baseline: every final window lies before every one that is not.
     */
    private final WindowConfig config;
    private final List<Window> windows = new ArrayList<>(2);
    private @Nullable Window newest;
    private long watermark;

    private SensorWindows(WindowConfig config, long watermark) {
        this.config = config;
        this.watermark = watermark;
    }

    /**
     * Resumes from a state.
     *
     * @param config how to cut and judge
     * @param state what {@link #state()} gave, or {@link SensorWindowsState#EMPTY} for a new sensor
     * @return windows that go on exactly as the ones that gave the state
     * @throws IllegalArgumentException if the state was made with windows of another length
     */
    public static SensorWindows of(WindowConfig config, SensorWindowsState state) {
        SensorWindows sensor = new SensorWindows(config, state.watermark());
        for (WindowState window : state.windows()) {
            if (config.windows().start(window.start()) != window.start()) {
                throw mismatch(config, "its window at " + window.start() + " is not aligned");
            }
            sensor.newest = Window.of(config, window);
            sensor.windows.add(sensor.newest);
        }
        if (sensor.newest != null && !sensor.newest.contains(state.watermark())) {
            throw mismatch(config, "its watermark " + state.watermark() + " lies outside its newest window");
        }
        return sensor;
    }

    /**
     * Applies the sensor's next reading.
     *
     * @param timeMillis its event time in epoch milliseconds
     * @param value its value, finite
     * @param published takes the window that the reading makes due for publication, if any, after the reading was
     *     applied
     * @return the verdict, or that the reading is late
     * @throws IllegalArgumentException if the value is NaN or infinite; nothing has changed then
     */
    public Outcome apply(long timeMillis, double value, Consumer<PublishedWindow> published) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("windows take finite values only, not " + value + " at " + timeMillis
                    + ": set such readings aside before they come here");
        }
        Window open = newest;
        if (open != null && open.contains(timeMillis)) {
            if (timeMillis > watermark) {
                watermark = timeMillis;
                forgetFinal();
            }
            return open.take(value);
        }
        long start = config.windows().start(timeMillis);
        if (isFinal(config.windows().end(start))) {
            return Outcome.Late.INSTANCE;
        }
        Window window = windowAt(start);
        Verdict verdict = window.take(value);
        Window due = window;
        if (timeMillis > watermark) {
            due = open;
            newest = window;
            watermark = timeMillis;
        }
        if (due != null) {
            published.accept(due.publish());
        }
        forgetFinal();
        return verdict;
    }

    /**
     * The sensor's greatest event time.
     *
     * @return epoch milliseconds; {@link SensorWindowsState#NO_READING} before the first reading
     */
    public long watermark() {
        return watermark;
    }

    /**
     * The window that the watermark has not reached the end of, as it stands; to look at it changes nothing.
     *
     * @return the newest window; empty before the first reading
     */
    public Optional<PublishedWindow> openWindow() {
        return Optional.ofNullable(newest).map(Window::snapshot);
    }

    /**
     * How many windows the state holds.
     *
     * @return 0 before the first reading
     */
    public int size() {
        return windows.size();
    }

    /**
     * What readings of the open window are judged by, for display.
     *
     * @return the newest window's baseline, if it has one
     */
    public Optional<Baseline> currentBaseline() {
        return newest == null ? Optional.empty() : Optional.ofNullable(newest.baseline());
    }

    /**
     * The state, to be stored.
     *
     * @return an exact copy; of episodes, which {@link SensorEpisodes} hold, it knows nothing
     */
    public SensorWindowsState state() {
        return new SensorWindowsState(
                watermark, windows.stream().map(Window::state).toList());
    }

    private boolean isFinal(long endMillis) {
        return watermark >= endMillis && watermark - endMillis >= config.allowedLatenessMillis();
    }

    private Window windowAt(long start) {
        int index = windows.size();
        while (index > 0 && windows.get(index - 1).start() > start) {
            index--;
        }
        Window before = index == 0 ? null : windows.get(index - 1);
        if (before != null && before.start() == start) {
            return before;
        }
        Window window = Window.born(config, start, before == null ? null : baselineFrom(before, start));
        windows.add(index, window);
        return window;
    }

    private @Nullable Baseline baselineFrom(Window before, long start) {
        return start - before.end() > config.baselineMaxAgeMillis() ? null : before.asBaseline();
    }

    private void forgetFinal() {
        int forgotten = 0;
        while (forgotten + 1 < windows.size()
                && isFinal(windows.get(forgotten + 1).end())) {
            forgotten++;
        }
        if (forgotten > 0) {
            windows.subList(0, forgotten).clear();
        }
    }

    private static IllegalArgumentException mismatch(WindowConfig config, String why) {
        return new IllegalArgumentException("this state of a sensor does not fit windows of "
                + config.windows().lengthMillis() + " ms: " + why
                + "; go on with the window length that it was made with, or start from an empty state");
    }
}
