// SPDX-License-Identifier: Apache-2.0
package io.foursigma.spouts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AckedLatelyTest {

    private static final long SPAN = 1_000;
    private static final long SLOT = SPAN / 10;

    private long now = -50;
    private final AckedLately acked = new AckedLately(() -> now, SPAN);

    /** What was acknowledged nine tenths of the span ago counts, what was acknowledged a whole span ago does not. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void isTheSumOverTheSpan(long seed) {
        Random random = new Random(seed);
        Deque<long[]> all = new ArrayDeque<>();
        for (int i = 0; i < 20_000; i++) {
            now += random.nextInt(100) == 0 ? random.nextInt(3_000) : random.nextInt(40);
            if (random.nextBoolean()) {
                int bytes = random.nextInt(1_000);
                all.add(new long[] {now, bytes});
                acked.add(bytes);
            }
            all.removeIf(one -> now - one[0] >= SPAN);
            long sum = all.stream().mapToLong(one -> one[1]).sum();
            long newer = all.stream()
                    .filter(one -> now - one[0] < SPAN - SLOT)
                    .mapToLong(one -> one[1])
                    .sum();
            assertThat(acked.bytes()).isBetween(newer, sum);
        }
    }

    @Test
    void isNothingAtFirstAndAfterALongSilence() {
        assertThat(acked.bytes()).isZero();
        acked.add(5);
        assertThat(acked.bytes()).isEqualTo(5);
        now += 1_000_000;
        assertThat(acked.bytes()).isZero();
    }

    /**
     * A sink takes so many bytes a millisecond, one run after the other; the source gives whatever there is room for. Once
     * it has begun, each run waits about as long as the span, be the sink fast or slow.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 50, 1_000, 20_000})
    void runsWaitAboutAsLongAsTheSpanHoweverSlowTheSinkIs(int bytesPerMilli) {
        int run = Math.max(1, bytesPerMilli / 4);
        long least = 10L * run;
        Deque<Long> sentAt = new ArrayDeque<>();
        long longest = 0;
        for (int milli = 0; milli < 60_000; milli++) {
            now++;
            for (int taken = 0; taken < bytesPerMilli; taken += run) {
                while ((long) sentAt.size() * run <= Math.max(least, acked.bytes())) {
                    sentAt.add(now);
                }
                if (milli > 5 * SPAN) {
                    longest = Math.max(longest, now - sentAt.element());
                }
                sentAt.remove();
                acked.add(run);
            }
        }
        assertThat(longest).isBetween(SPAN - 2 * SLOT, SPAN + SLOT);
    }

    /** A sink that answers after a while, but takes much at once, gets in the end all that it can take. */
    @ParameterizedTest
    @ValueSource(longs = {100, 400, 700})
    void sinkThatAnswersWithinTheSpanIsKeptBusy(long delay) {
        int bytesPerMilli = 100;
        int run = 10;
        Deque<Long> answersAt = new ArrayDeque<>();
        long taken = 0;
        for (int milli = 0; milli < 60_000; milli++) {
            now++;
            while (!answersAt.isEmpty() && answersAt.element() <= now) {
                answersAt.remove();
                acked.add(run);
            }
            for (int given = 0;
                    given < bytesPerMilli && (long) answersAt.size() * run <= Math.max(1_000, acked.bytes());
                    given += run) {
                answersAt.add(now + delay);
                taken += milli < 50_000 ? 0 : run;
            }
        }
        assertThat(taken).isGreaterThan(900_000);
    }
}
