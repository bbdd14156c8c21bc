// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.analytics.Baseline;
import io.foursigma.analytics.Moments;
import io.foursigma.analytics.SensorEpisodesState;
import io.foursigma.analytics.SensorWindowsState;
import io.foursigma.stores.SampleState;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WindowsCodecTest {

    private final WindowsCodec codec = new WindowsCodec();

    @Test
    void statesComeBackBitForBit() throws IOException {
        for (int seed = 0; seed < 1_000; seed++) {
            SensorWindowsState state = SampleState.windows(new SplittableRandom(seed));
            assertThat(codec.read(bytes(state))).as("seed %d", seed).isEqualTo(state);
        }
        for (SensorWindowsState state : SampleState.extremeWindows()) {
            assertThat(codec.read(bytes(state))).isEqualTo(state);
        }
    }

    /** Format 1 ended with the windows. */
    @Test
    void stateThatWasWrittenBeforeThereWereEpisodesIsRead() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(2_500);
            for (long start = 0; start <= 2_000; start += 2_000) {
                out.writeLong(start);
                MomentsBytes.write(out, new Moments(3, 5, 0, 2, 0, 4, 6));
                out.writeLong(start == 0 ? 3 : 0);
                out.writeBoolean(start > 0);
                if (start > 0) {
                    out.writeLong(0);
                    out.writeLong(2_000);
                    out.writeLong(3);
                    out.writeDouble(5);
                    out.writeDouble(0.5);
                }
            }
        }
        SensorWindowsState state = codec.read(ByteBuffer.wrap(bytes.toByteArray()));
        assertThat(state.watermark()).isEqualTo(2_500);
        assertThat(state.windows()).hasSize(2);
        assertThat(state.windows().get(1).baseline()).isEqualTo(new Baseline(0, 2_000, 3, 5, 0.5));
        assertThat(state.episodes()).isEqualTo(new SensorEpisodesState(0, 6, List.of()));
        assertThat(codec.read(bytes(state))).isEqualTo(state);
    }

    private ByteBuffer bytes(SensorWindowsState state) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        codec.write(new DataOutputStream(bytes), state);
        return ByteBuffer.wrap(bytes.toByteArray());
    }
}
