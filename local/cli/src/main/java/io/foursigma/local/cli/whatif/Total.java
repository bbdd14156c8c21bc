// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.whatif;

import java.util.SortedMap;
import java.util.TreeMap;

/** What came of all sensors under one choice of settings. */
final class Total {

    private final Variant variant;
    private final SortedMap<String, Long> concerned = new TreeMap<>();
    private final Timeline timeline = new Timeline();
    private long sensors;
    private long judged;
    private long learning;
    private long late;
    private long anomalies;
    private Score score = Score.NOTHING;

    Total(Variant variant) {
        this.variant = variant;
    }

    /**
     * How anomalies compare with what is known.
     *
     * @param spans how many labelled spans there are
     * @param hit how many of them hold an anomaly
     * @param falseAlarms how many anomalies of the sensors of which something is known lie in none
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
        score = score.plus(cell.score());
        if (cell.anomalies() > 0) {
            concerned.put(sensor, cell.anomalies());
            timeline.add(cell.timeline());
        }
    }

    Variant variant() {
        return variant;
    }

    /** The sensors with anomalies, by name, each with the number of these. */
    SortedMap<String, Long> concerned() {
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

    Score score() {
        return score;
    }

    /** When the anomalies were. */
    Timeline timeline() {
        return timeline;
    }
}
