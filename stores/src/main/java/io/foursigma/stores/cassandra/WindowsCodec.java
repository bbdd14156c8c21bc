// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import io.foursigma.analytics.Baseline;
import io.foursigma.analytics.Moments;
import io.foursigma.analytics.SensorWindowsState;
import io.foursigma.analytics.WindowState;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Windows: the watermark, then each window with its start, moments, published revision and baseline, if it has one; then,
 * since format 2, a start that no window has, and the episodes. A state tells by itself which format it has, because
 * snapshots mix states of both.
 */
final class WindowsCodec implements StateCodec<SensorWindowsState> {

    /** No window starts here: its end would be no number. */
    private static final long EPISODES = Long.MAX_VALUE;

    @Override
    public String table() {
        return "sensor_windows";
    }

    @Override
    public String snapshotTable() {
        return "windows_snapshots";
    }

    @Override
    public Optional<String> outputsTable() {
        return Optional.of("outputs");
    }

    @Override
    public void write(DataOutput out, SensorWindowsState state) throws IOException {
        out.writeLong(state.watermark());
        for (WindowState window : state.windows()) {
            out.writeLong(window.start());
            MomentsBytes.write(out, window.moments());
            out.writeLong(window.publishedRevision());
            Baseline baseline = window.baseline();
            out.writeBoolean(baseline != null);
            if (baseline != null) {
                out.writeLong(baseline.start());
                out.writeLong(baseline.end());
                out.writeLong(baseline.count());
                out.writeDouble(baseline.mean());
                out.writeDouble(baseline.std());
            }
        }
        out.writeLong(EPISODES);
        EpisodesBytes.write(out, state.episodes());
    }

    @Override
    public SensorWindowsState read(ByteBuffer in) {
        long watermark = in.getLong();
        List<WindowState> windows = new ArrayList<>(2);
        while (in.hasRemaining()) {
            long start = in.getLong();
            if (start == EPISODES) {
                return new SensorWindowsState(watermark, windows, EpisodesBytes.read(in));
            }
            Moments moments = MomentsBytes.read(in);
            long publishedRevision = in.getLong();
            windows.add(new WindowState(start, moments, baseline(in), publishedRevision));
        }
        return new SensorWindowsState(watermark, windows);
    }

    private static @Nullable Baseline baseline(ByteBuffer in) {
        return in.get() == 0
                ? null
                : new Baseline(in.getLong(), in.getLong(), in.getLong(), in.getDouble(), in.getDouble());
    }
}
