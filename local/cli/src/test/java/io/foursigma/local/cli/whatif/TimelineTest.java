// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineTest {

    private static final long DAY = 86_400_000;

    @Test
    void anEventMakesTheFirstColumn() {
        Timeline timeline = timeline(List.of(1_700_000_000_123L));
        assertThat(timeline.start()).isEqualTo(1_700_000_000_123L);
        assertThat(timeline.widthMillis()).isEqualTo(1);
        assertThat(timeline.counts()).containsExactly(1);
    }

    @Test
    void columnsAreAsWideAsTheEventsAreFarApart() {
        Timeline timeline = timeline(List.of(0L, 39 * DAY, 39 * DAY + 1, 5 * DAY - 1));
        assertThat(timeline.widthMillis()).isEqualTo(DAY);
        assertThat(timeline.start()).isZero();
        assertThat(timeline.counts()).hasSize(40);
        assertThat(timeline.counts()[0]).isEqualTo(1);
        assertThat(timeline.counts()[4]).isEqualTo(1);
        assertThat(timeline.counts()[39]).isEqualTo(2);
        timeline.add(40 * DAY, 1);
        assertThat(timeline.widthMillis()).isEqualTo(2 * DAY);
        assertThat(timeline.counts()).hasSize(21);
    }

    @Test
    void noEventMakesNoColumn() {
        assertThat(new Timeline().counts()).isEmpty();
        Timeline timeline = timeline(List.of(5L));
        timeline.add(new Timeline());
        assertThat(timeline.counts()).containsExactly(1);
    }

    /** The order of events, and which were merged, does not show, and no event gets lost or into another column. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void orderAndMergingDoNotShow(long seed) {
        Random random = new Random(seed);
        long range = (long) Math.pow(10, 2 + random.nextInt(12));
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            times.add(-range / 3 + (long) (random.nextDouble() * range));
        }
        Timeline whole = timeline(times);
        long[] expected = new long[whole.counts().length];
        times.forEach(time -> expected[(int) ((time - whole.start()) / whole.widthMillis())]++);
        assertThat(whole.counts()).as("seed %s", seed).isEqualTo(expected);
        assertThat(expected.length).isLessThanOrEqualTo(Timeline.COLUMNS);

        Collections.shuffle(times, random);
        Timeline merged = new Timeline();
        for (int from = 0; from < times.size(); ) {
            int to = Math.min(times.size(), from + 1 + random.nextInt(100));
            merged.add(timeline(times.subList(from, to)));
            from = to;
        }
        assertThat(merged.widthMillis()).as("seed %s", seed).isEqualTo(whole.widthMillis());
        assertThat(merged.start()).as("seed %s", seed).isEqualTo(whole.start());
        assertThat(merged.counts()).as("seed %s", seed).isEqualTo(expected);
    }

    private static Timeline timeline(List<Long> times) {
        Timeline timeline = new Timeline();
        times.forEach(time -> timeline.add(time, 1));
        return timeline;
    }
}
