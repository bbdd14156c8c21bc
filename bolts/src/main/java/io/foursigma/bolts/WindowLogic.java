// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts;

import io.foursigma.analytics.EpisodeRule;
import io.foursigma.analytics.EpisodeState;
import io.foursigma.analytics.Outcome;
import io.foursigma.analytics.PublishedWindow;
import io.foursigma.analytics.SensorEpisodes;
import io.foursigma.analytics.SensorWindows;
import io.foursigma.analytics.SensorWindowsState;
import io.foursigma.analytics.Verdict;
import io.foursigma.analytics.WindowConfig;
import io.foursigma.bolts.order.Repetition;
import io.foursigma.bolts.order.SensorLogic;
import io.foursigma.bolts.order.Share;
import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.Episode;
import io.foursigma.schemas.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Cuts a sensor's readings into windows, judges each against the window before, and gathers anomalies into episodes. */
final class WindowLogic implements SensorLogic<JudgedSensor, SensorWindowsState, WindowLogic.Output> {

    private static final int ROW_BYTES = 90;
    private static final int WINDOW_BYTES = 160;
    private static final int EPISODE_BYTES = 120;

    private final WindowConfig config;
    private final EpisodeRule episodeRule;
    private final Anomaly.Rule rule;
    private final boolean publishWindows;
    private final boolean projects;
    private final SerializableClock clock;
    private final Listener changes;
    private final Publishing publishing = new Publishing();
    /** The episodes that the reading at hand has changed; empty between two readings. */
    private final List<EpisodeState> changed = new ArrayList<>();

    private final Consumer<EpisodeState> changedEpisodes = changed::add;

    WindowLogic(WindowSettings settings, SerializableClock clock, Listener changes) {
        config = settings.config();
        episodeRule = settings.episodes();
        rule = settings.rule();
        publishWindows = settings.publish();
        projects = settings.silentAfterMillis() != Long.MAX_VALUE;
        this.clock = clock;
        this.changes = changes;
    }

    @Override
    public JudgedSensor fresh(String sensor) {
        return resume(sensor, SensorWindowsState.EMPTY);
    }

    @Override
    public JudgedSensor resume(String sensor, SensorWindowsState row) {
        return new JudgedSensor(
                sensor, SensorWindows.of(config, row), SensorEpisodes.of(episodeRule, config, row.episodes()));
    }

    @Override
    public SensorWindowsState row(JudgedSensor judged) {
        return judged.windows().state().with(judged.episodes().state());
    }

    @Override
    public int rowBytes(JudgedSensor judged) {
        return ROW_BYTES
                + judged.sensor().length()
                + WINDOW_BYTES * judged.windows().size()
                + EPISODE_BYTES * judged.episodes().size();
    }

    @Override
    public Repetition<JudgedSensor, Output> repetition() {
        return InsightDocuments.FORM;
    }

    /** The open window goes out as it stands: a projection, which is no output and changes no state. */
    @Override
    public void silent(JudgedSensor judged) {
        if (projects) {
            judged.projection().ifPresent(changes::projected);
        }
    }

    @Override
    public boolean apply(JudgedSensor sensor, Share share, int i, List<Output> outputs) {
        Share.Columns readings = share.readings();
        publishing.sensor = sensor.sensor();
        publishing.share = share;
        publishing.reading = i;
        publishing.outputs = outputs;
        Outcome outcome = sensor.windows().apply(readings.times()[i], readings.values()[i], publishing);
        if (!(outcome instanceof Verdict verdict)) {
            return true;
        }
        long watermark = sensor.windows().watermark();
        sensor.episodes().read(watermark, changedEpisodes);
        if (sensor.judged(share, i, verdict)) {
            changes.judged(sensor);
        }
        if (verdict instanceof Verdict.Anomalous anomalous) {
            String episode = inEpisode(sensor, share, i, anomalous, watermark);
            Anomaly anomaly = Published.anomaly(share, i, anomalous, config, rule, clock.millis(), episode);
            outputs.add(new Output.Found(anomaly));
            changes.found(anomaly);
        }
        if (!changed.isEmpty()) {
            long judged = clock.millis();
            changed.forEach(state -> outputs.add(new Output.Changed(Published.episode(share, i, state, judged))));
            changed.clear();
        }
        return false;
    }

    private String inEpisode(JudgedSensor sensor, Share share, int i, Verdict.Anomalous verdict, long watermark) {
        Share.Columns readings = share.readings();
        double sigmas = config.rule()
                .sigmasAway(verdict.baseline(), readings.values()[i])
                .orElse(Double.POSITIVE_INFINITY);
        String id = Published.position(share, i).id();
        return sensor.episodes().anomaly(readings.times()[i], sigmas, id, watermark, changedEpisodes);
    }

    /** Takes the windows that a reading makes due. One for all readings, so that none needs an object of its own. */
    private final class Publishing implements Consumer<PublishedWindow> {
        private String sensor = "";
        private @Nullable Share share;
        private int reading;
        private List<Output> outputs = List.of();

        @Override
        public void accept(PublishedWindow window) {
            if (publishWindows) {
                Position cause = Published.position(Objects.requireNonNull(share), reading);
                outputs.add(new Output.Window(new Insights.ClosedWindow(cause, Published.window(sensor, window))));
            }
        }
    }

    /** Hears at once what is to go out at the next beat, durable or not. */
    interface Listener {
        /** A sensor has a newer judged reading than before. */
        void judged(JudgedSensor sensor);

        /** A reading is anomalous. */
        void found(Anomaly anomaly);

        /** A sensor has fallen silent, and this is its open window. */
        void projected(Insights.ClosedWindow window);
    }

    /** What a reading may bring about. */
    sealed interface Output {
        /** A window is published. */
        record Window(Insights.ClosedWindow closed) implements Output {}

        /** The reading is an anomaly. */
        record Found(Anomaly anomaly) implements Output {}

        /** An episode has a new revision. */
        record Changed(Episode episode) implements Output {}
    }
}
