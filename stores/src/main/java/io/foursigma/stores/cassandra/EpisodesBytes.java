// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import io.foursigma.analytics.EpisodeState;
import io.foursigma.analytics.SensorEpisodesState;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Episodes in bytes: the first time, the count of readings, and each episode in the order of the record. */
final class EpisodesBytes {

    private EpisodesBytes() {}

    static void write(DataOutput out, SensorEpisodesState state) throws IOException {
        out.writeLong(state.firstTime());
        out.writeLong(state.count());
        for (EpisodeState episode : state.episodes()) {
            byte[] id = episode.id().getBytes(StandardCharsets.UTF_8);
            out.writeShort(id.length);
            out.write(id);
            out.writeLong(episode.first());
            out.writeLong(episode.last());
            out.writeLong(episode.count());
            out.writeDouble(episode.peakSigmas());
            out.writeLong(episode.quietMillis());
            Long closed = episode.closedAt();
            out.writeBoolean(closed != null);
            if (closed != null) {
                out.writeLong(closed);
            }
            out.writeLong(episode.reopened());
            out.writeLong(episode.revision());
            out.writeByte(code(episode.change()));
        }
    }

    static SensorEpisodesState read(ByteBuffer in) {
        long firstTime = in.getLong();
        long count = in.getLong();
        List<EpisodeState> episodes = new ArrayList<>(1);
        while (in.hasRemaining()) {
            byte[] id = new byte[Short.toUnsignedInt(in.getShort())];
            in.get(id);
            episodes.add(new EpisodeState(
                    new String(id, StandardCharsets.UTF_8),
                    in.getLong(),
                    in.getLong(),
                    in.getLong(),
                    in.getDouble(),
                    in.getLong(),
                    closed(in),
                    in.getLong(),
                    in.getLong(),
                    change(in.get())));
        }
        return new SensorEpisodesState(firstTime, count, episodes);
    }

    private static int code(EpisodeState.Change change) {
        return switch (change) {
            case OPENED -> 0;
            case EXTENDED -> 1;
            case CLOSED -> 2;
            case REOPENED -> 3;
        };
    }

    private static EpisodeState.Change change(byte code) {
        return switch (code) {
            case 0 -> EpisodeState.Change.OPENED;
            case 1 -> EpisodeState.Change.EXTENDED;
            case 2 -> EpisodeState.Change.CLOSED;
            case 3 -> EpisodeState.Change.REOPENED;
            default -> throw new IllegalArgumentException("no change of an episode has the code " + code);
        };
    }

    private static @Nullable Long closed(ByteBuffer in) {
        return in.get() == 0 ? null : in.getLong();
    }
}
