// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.whatif;

import io.foursigma.analytics.Outcome;
import io.foursigma.analytics.SensorEpisodes;
import io.foursigma.analytics.SensorEpisodesState;
import io.foursigma.analytics.SensorWindows;
import io.foursigma.analytics.SensorWindowsState;
import io.foursigma.analytics.Verdict;
import io.foursigma.local.cli.whatif.Labels.Span;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One sensor under one choice of settings: its windows, and what came of its readings. For one thread at a time. */
final class Cell {

    private final Asked asked;
    private final Variant variant;
    private final SensorWindows windows;
    private final SensorEpisodes episodes;
    private final @Nullable List<Span> labels;
    private final BitSet hit = new BitSet(0);
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private long judged;
    private long learning;
    private long late;
    private long anomalies;
    private @Nullable EpisodeTally tally;
    private long found;
    private @Nullable Timeline timeline;

    /**
     * A sensor before its first reading.
     *
     * @param labels the spans in which something was wrong with it; null if nothing is known
     */
    Cell(Asked asked, Variant variant, @Nullable List<Span> labels) {
        this.asked = asked;
        this.variant = variant;
        this.windows = SensorWindows.of(variant.config(), SensorWindowsState.EMPTY);
        this.episodes = SensorEpisodes.of(variant.episodes(), variant.config(), SensorEpisodesState.EMPTY);
        this.labels = labels;
    }

    /** Judges the sensor's next reading. Returns the verdict if it is anomalous and counts, else null. */
    Verdict.@Nullable Anomalous judge(long time, double value) {
        Outcome outcome = windows.apply(time, value, published -> {});
        String episode = outcome instanceof Verdict verdict ? episode(time, value, verdict) : "";
        if (!asked.counts(time)) {
            return null;
        }
        first = Math.min(first, time);
        last = Math.max(last, time);
        if (!(outcome instanceof Verdict verdict)) {
            late++;
            return null;
        }
        judged++;
        if (verdict instanceof Verdict.Learning) {
            learning++;
        }
        if (verdict instanceof Verdict.Anomalous anomalous) {
            count(time, episode);
            return anomalous;
        }
        return null;
    }

    /** The id of the anomaly's episode; of no meaning for other verdicts. Ids are numbers: only whether they are equal counts. */
    private String episode(long time, double value, Verdict verdict) {
        episodes.read(windows.watermark(), changed -> {});
        if (!(verdict instanceof Verdict.Anomalous anomalous)) {
            return "";
        }
        double sigmas =
                variant.config().rule().sigmasAway(anomalous.baseline(), value).orElse(Double.POSITIVE_INFINITY);
        found++;
        return episodes.anomaly(time, sigmas, Long.toString(found), windows.watermark(), changed -> {});
    }

    private void count(long time, String episode) {
        anomalies++;
        if (tally == null) {
            tally = new EpisodeTally();
        }
        tally.add(episode, labels != null && isLabelled(time, labels));
        if (timeline == null) {
            timeline = new Timeline();
        }
        timeline.add(time, 1);
    }

    /** Whether a time lies in a labelled span, which then is hit. */
    private boolean isLabelled(long time, List<Span> spans) {
        boolean known = false;
        for (int i = 0; i < spans.size() && spans.get(i).start() <= time; i++) {
            if (spans.get(i).holds(time)) {
                hit.set(i);
                known = true;
            }
        }
        return known;
    }

    /** Makes room on an axis for the readings that count. */
    void reach(Timeline axis) {
        if (judged + late > 0) {
            axis.reach(first);
            axis.reach(last);
        }
    }

    long judged() {
        return judged;
    }

    long learning() {
        return learning;
    }

    long late() {
        return late;
    }

    long anomalies() {
        return anomalies;
    }

    /** How many episodes its anomalies make. */
    long episodes() {
        return tally == null ? 0 : tally.episodes();
    }

    /** When its anomalies were. */
    Timeline timeline() {
        return timeline == null ? new Timeline() : timeline;
    }

    /** How its anomalies compare with what is known of it. */
    Total.Score score() {
        if (labels == null) {
            return Total.Score.NOTHING;
        }
        long spans = labels.stream().filter(asked::overlaps).count();
        return new Total.Score(spans, hit.cardinality(), tally == null ? 0 : tally.unlabelled());
    }
}
