// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.foursigma.bolts.DecodeBolt;
import io.foursigma.bolts.Streams;
import io.foursigma.bolts.order.Share;
import io.foursigma.schemas.DeadLetter;
import io.foursigma.schemas.Run;
import io.foursigma.schemas.settings.TimeLimits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.storm.tuple.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DecodeBoltTest {

    private static final TimeLimits LIMITS = new TimeLimits(0, 1_000_000, 300);

    @ParameterizedTest
    @EnumSource
    void whatIsNoReadingGoesToDeadLettersWithPositionAndReasonWhileTheRestGoesOn(Way way) {
        try (BoltHarness harness = decode(way)) {
            Tuple run = harness.execute(
                    FoursigmaTopology.READINGS,
                    "default",
                    5,
                    run(
                            reading("a", 100),
                            "{\"sensor\":\"b\",\"time\":1,\"value\":NaN}",
                            null,
                            "[" + reading("c", 101) + ", 7 ," + reading("d", 102) + "]"));
            assertThat(harness.emitted(Streams.DEAD_LETTERS, DeadLetter.class))
                    .extracting(letter -> letter.position().id(), DeadLetter::reason, DecodeBoltTest::text)
                    .containsExactly(
                            tuple(
                                    "topic-1.5.11.0",
                                    "the field 'value' is not finite: NaN",
                                    "{\"sensor\":\"b\",\"time\":1,\"value\":NaN}"),
                            tuple("topic-1.5.12.0", "the record has no value", ""),
                            tuple(
                                    "topic-1.5.13.1",
                                    "a reading is an object, but this is a whole number (out of range?)",
                                    "7"));
            assertThat(sensors(harness, Streams.STATS_SHARES)).containsExactlyInAnyOrder("a", "c", "d");
            assertThat(sensors(harness, Streams.ANOMALY_SHARES)).containsExactlyInAnyOrder("a", "c", "d");
            assertThat(harness.acked()).containsExactly(run);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyStatefulTaskGetsItsShareAndOneOfStatsCountsTheItems(Way way) {
        try (BoltHarness harness = decode(way)) {
            Tuple run = harness.execute(
                    FoursigmaTopology.READINGS, "default", 5, run("{", reading("a", 1), "[1," + reading("b", 2) + "]"));
            for (String stream : List.of(Streams.STATS_SHARES, Streams.ANOMALY_SHARES)) {
                List<BoltHarness.Emitted> shares = harness.emissions(stream);
                String component = stream.equals(Streams.STATS_SHARES) ? "stats" : "anomaly";
                assertThat(shares).extracting(BoltHarness.Emitted::task).isEqualTo(harness.tasksOf(component));
                assertThat(shares).allMatch(share -> share.anchors().equals(List.of(run)));
            }
            List<Share> stats = harness.emitted(Streams.STATS_SHARES, Share.class);
            assertThat(stats).extracting(share -> share.itemOffsets().length).containsExactlyInAnyOrder(0, 4);
            assertThat(stats)
                    .extracting(share -> share.deadLetterOffsets().length)
                    .containsExactlyInAnyOrder(0, 2);
            assertThat(harness.emitted(Streams.ANOMALY_SHARES, Share.class))
                    .allMatch(share -> share.itemOffsets().length == 0 && share.deadLetterOffsets().length == 0)
                    .allMatch(share -> share.first() == 10 && share.end() == 13 && share.committed() == 3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void timesOutOfTheLimitsAreDeadLettersThatHoldTheirOwnElementOnly(Way way) {
        try (BoltHarness harness = decode(way)) {
            harness.execute(
                    FoursigmaTopology.READINGS,
                    "default",
                    5,
                    run("[" + reading("a", 1_300) + "," + reading("b", 1_301) + "," + reading("c", -1) + ","
                            + reading("d", 1_000_000) + "]"));
            List<DeadLetter> letters = harness.emitted(Streams.DEAD_LETTERS, DeadLetter.class);
            assertThat(letters)
                    .extracting(DecodeBoltTest::text)
                    .containsExactly(reading("b", 1_301), reading("c", -1), reading("d", 1_000_000));
            assertThat(letters.get(0).reason()).contains("301 ms ahead").contains("time.max-ahead allows 300 ms");
            assertThat(letters.get(1).reason()).contains("time.earliest");
            assertThat(letters.get(2).reason()).contains("time.latest");
            assertThat(sensors(harness, Streams.STATS_SHARES)).containsExactly("a");
        }
    }

    private static BoltHarness decode(Way way) {
        return new BoltHarness(way, FoursigmaTopology.DECODE, new DecodeBolt(16, LIMITS, "stats", "anomaly"));
    }

    /** A run of partition 5 that begins at offset 10; Kafka received all of it at 1,000. */
    private static Run run(@Nullable String... records) {
        List<Run.Item> items = new ArrayList<>();
        for (String record : records) {
            byte[] value = record == null ? null : record.getBytes(StandardCharsets.UTF_8);
            items.add(new Run.Item(10 + items.size(), 1_000, value));
        }
        return new Run("topic-1", 5, 10, 10 + items.size(), 3, 0, items);
    }

    private static String reading(String sensor, long time) {
        return "{\"sensor\":\"" + sensor + "\",\"time\":" + time + ",\"value\":2.5}";
    }

    private static String text(DeadLetter letter) {
        return new String(letter.bytes(), StandardCharsets.UTF_8);
    }

    private static List<String> sensors(BoltHarness harness, String stream) {
        return harness.emitted(stream, Share.class).stream()
                .flatMap(share -> List.of(share.readings().sensors()).stream())
                .toList();
    }
}
