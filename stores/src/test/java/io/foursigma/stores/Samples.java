// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.BaselineStats;
import io.foursigma.schemas.DeadLetter;
import io.foursigma.schemas.LatestReading;
import io.foursigma.schemas.LatestSensor;
import io.foursigma.schemas.Position;
import io.foursigma.schemas.RefusedDocument;
import io.foursigma.schemas.SensorStats;
import io.foursigma.schemas.VerdictName;
import io.foursigma.schemas.WindowStats;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Values to store, with doubles that show it when a digit is lost. */
public final class Samples {

    /** Some time in 2023, epoch milliseconds. */
    public static final long TIME = 1_700_000_000_123L;

    /** Doubles that only survive at full precision, or at the ends of the range. */
    public static final List<Double> HARD_DOUBLES = List.of(
            0.1 + 0.2,
            Math.PI,
            1.0 / 3,
            -0.0,
            Double.MIN_VALUE,
            -Double.MAX_VALUE,
            Double.MIN_NORMAL,
            123_456_789.123_456_79,
            9_007_199_254_740_991.0,
            1e-7,
            21.0,
            -2.225073858507201e-308);

    /** Names that meet every kind of escaping on the way; the last one is as long as a name may be. */
    public static final List<String> ODD_SENSORS = List.of(
            "greenhouse-7/temperature",
            " leading and trailing ",
            "quote\" backslash\\ apostrophe'",
            "new\nline\ttab\u0001control",
            "\u0000nul",
            "* ? # [a] {b} <c> %25 &d=e",
            "foursigma:latest:x@1",
            "\u6e29\u5ba4\uff0f\u6e29\u5ea6",
            "\ud83c\udf21 thermometer",
            "\u202eright to left",
            "\ud83c\udf21".repeat(256));

    private static final String TOPIC_ID = "AAAAAAAAQACAAAAAAAAAAQ";

    private Samples() {}

    /** A position in partition 3. */
    public static Position position(long offset) {
        return new Position(TOPIC_ID, 3, offset, 0);
    }

    /** An anomaly of a sensor, its id made of the offset. */
    public static Anomaly anomaly(String sensor, long time, long offset) {
        return anomaly(sensor, time, offset, Math.PI);
    }

    /** An anomaly with a certain value, which the baseline and the rule repeat. */
    public static Anomaly anomaly(String sensor, long time, long offset, double value) {
        return new Anomaly(
                position(offset),
                sensor,
                time,
                value,
                value,
                new BaselineStats(time - 4_000, time - 2_000, 20, value, value),
                new Anomaly.Rule(4, 8, value),
                time - 1_000,
                time + 1_000,
                time + 5,
                time + 7);
    }

    /** The same anomaly as another run would find it: judged later. */
    public static Anomaly judgedLater(Anomaly anomaly) {
        return new Anomaly(
                anomaly.position(),
                anomaly.sensor(),
                anomaly.time(),
                anomaly.value(),
                anomaly.sigmas(),
                anomaly.baseline(),
                anomaly.rule(),
                anomaly.windowStart(),
                anomaly.windowEnd(),
                anomaly.received(),
                anomaly.judged() + 60_000);
    }

    /** A window of a sensor, at a revision. */
    public static WindowStats window(String sensor, long start, long revision) {
        return window(sensor, start, revision, Math.E * revision);
    }

    /** A window with a certain mean, which its other numbers repeat. */
    public static WindowStats window(String sensor, long start, long revision, double mean) {
        return new WindowStats(
                sensor,
                start,
                start + 2_000,
                revision,
                revision,
                mean,
                mean,
                mean,
                mean,
                mean,
                new BaselineStats(start - 2_000, start, 20, mean, mean));
    }

    /** The first window of a sensor: no baseline, one value. */
    public static WindowStats firstWindow(String sensor, long start) {
        return new WindowStats(sensor, start, start + 2_000, 1, 1, 0.1, 0, null, 0.1, 0.1, null);
    }

    /** A newest reading. */
    public static LatestReading reading(String sensor, long time, int partition, long offset, double value) {
        return new LatestReading(
                sensor,
                time,
                value,
                partition,
                offset,
                VerdictName.NORMAL,
                new BaselineStats(time - 4_000, time - 2_000, 20, value, value));
    }

    /** Running statistics. */
    public static SensorStats stats(String sensor, long count, double mean) {
        return new SensorStats(sensor, count, mean, mean, mean, mean, mean, mean, TIME + count);
    }

    /** A sensor with both halves. */
    public static LatestSensor latest(String sensor, long time, long offset, long count) {
        return new LatestSensor(
                sensor, reading(sensor, time, 3, offset, offset + 0.1), stats(sensor, count, count + 0.1));
    }

    /** A document that was refused. */
    public static RefusedDocument refusedDocument(long offset, String id) {
        return new RefusedDocument(position(offset), id, "too odd", "{}".getBytes(StandardCharsets.UTF_8));
    }

    /** A dead letter with bytes that are no UTF-8 text. */
    public static DeadLetter deadLetter(long offset, int index) {
        byte[] bytes = (offset + " is no reading").getBytes(StandardCharsets.UTF_8);
        bytes[0] = (byte) 0xff;
        return new DeadLetter(new Position(TOPIC_ID, 3, offset, index), "no JSON: \u6e29 '" + offset + "'", bytes);
    }
}
