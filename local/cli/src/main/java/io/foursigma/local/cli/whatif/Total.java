// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.whatif;

import java.util.SortedMap;
import java.util.TreeMap;

/** What came of all sensors under one choice of settings. */
final class Total {

    private final Variant variant;
    private final SortedMap<String, Concerned> concerned = new TreeMap<>();
    private final Timeline timeline = new Timeline();
    private long sensors;
    private long judged;
    private long learning;
    private long late;
    private long anomalies;
    private long episodes;
    private Score score = Score.NOTHING;

    Total(Variant variant) {
        this.variant = variant;
    }

    /**
     * A sensor with anomalies.
     *
     * @param anomalies how many of its readings are anomalous, at least 1
     * @param episodes how many episodes these make
     */
    record Concerned(long anomalies, long episodes) {}

    /**
     * How anomalies compare with what is known.
     *
     * @param spans how many labelled spans there are
     * @param hit how many of them hold an anomaly
     * @param falseAlarms how many episodes of the sensors of which something is known have none there
     */
    record Score(long spans, long hit, long falseAlarms) {

        static final Score NOTHING = new Score(0, 0, 0);

        Score plus(Score other) {
            return new Score(spans + other.spans, hit + other.hit, falseAlarms + other.falseAlarms);
        }
    }

    void add(String sensor, Cell cell) {
        if (cell.judged() + cell.late() > 0) {
            sensors++;
        }
        judged += cell.judged();
        learning += cell.learning();
        late += cell.late();
        anomalies += cell.anomalies();
        episodes += cell.episodes();
        score = score.plus(cell.score());
        if (cell.anomalies() > 0) {
            concerned.put(sensor, new Concerned(cell.anomalies(), cell.episodes()));
            timeline.add(cell.timeline());
        }
    }

    Variant variant() {
        return variant;
    }

    /** The sensors with anomalies, by name. */
    SortedMap<String, Concerned> concerned() {
        return concerned;
    }

    /** How many sensors have readings that count. */
    long sensors() {
        return sensors;
    }

    /** How many readings got a verdict. */
    long judged() {
        return judged;
    }

    /** How many of them the rule could say nothing of yet. */
    long learning() {
        return learning;
    }

    /** How many readings were late and got none. */
    long late() {
        return late;
    }

    long anomalies() {
        return anomalies;
    }

    long episodes() {
        return episodes;
    }

    Score score() {
        return score;
    }

    /** When the anomalies were. */
    Timeline timeline() {
        return timeline;
    }
}
