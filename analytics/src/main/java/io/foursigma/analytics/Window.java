// SPDX-License-Identifier: Apache-2.0
package io.foursigma.analytics;

import org.jspecify.annotations.Nullable;

/** One live window of one sensor; its baseline and all verdicts that it can give are fixed at its birth. */
final class Window {
    private final long start;
    private final long end;
    private final SigmaRule rule;
    private final @Nullable Baseline baseline;
    private final Verdict inside;
    private final Verdict outside;
    private final RunningStatistics statistics;
    private long publishedRevision;

    private Window(WindowConfig config, long start, @Nullable Baseline baseline, RunningStatistics statistics) {
        this.start = start;
        this.end = config.windows().end(start);
        this.rule = config.rule();
        this.baseline = baseline;
        this.statistics = statistics;
        if (baseline != null && rule.suffices(baseline)) {
            this.inside = new Verdict.Normal(baseline);
            this.outside = new Verdict.Anomalous(baseline);
        } else {
            this.inside = Verdict.Learning.INSTANCE;
            this.outside = Verdict.Learning.INSTANCE;
        }
    }

    static Window born(WindowConfig config, long start, @Nullable Baseline baseline) {
        return new Window(config, start, baseline, new RunningStatistics());
    }

    static Window of(WindowConfig config, WindowState state) {
        Window window = new Window(config, state.start(), state.baseline(), RunningStatistics.of(state.moments()));
        window.publishedRevision = state.publishedRevision();
        return window;
    }

    long start() {
        return start;
    }

    long end() {
        return end;
    }

    @Nullable
    Baseline baseline() {
        return baseline;
    }

    boolean contains(long timeMillis) {
        return start <= timeMillis && timeMillis < end;
    }

    /**
     * Judges the value by the baseline and counts it in: an anomalous one, too, lest a shift of level lock the rule
     * out.
     */
    Verdict take(double value) {
        statistics.add(value);
        return baseline != null && rule.exceeds(baseline, value) ? outside : inside;
    }

    /** What this window is to the next one. */
    Baseline asBaseline() {
        return new Baseline(start, end, statistics.count(), statistics.mean(), statistics.std());
    }

    PublishedWindow publish() {
        publishedRevision = statistics.count();
        return snapshot();
    }

    PublishedWindow snapshot() {
        return new PublishedWindow(start, end, statistics.count(), statistics.moments(), baseline);
    }

    WindowState state() {
        return new WindowState(start, statistics.moments(), baseline, publishedRevision);
    }
}
