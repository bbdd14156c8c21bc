// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.quality;

import io.foursigma.bench.cli.quality.NabScore.Alarms;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What alarms on the whole corpus are worth.
 *
 * @param scores by profile: 0 for no alarm at all, 100 for one at the begin of each anomaly and no other
 * @param alarms how they lie
 */
record Scored(Map<Profile, Double> scores, Alarms alarms) {

    Scored {
        scores = Map.copyOf(scores);
    }

    /** Scores a detector, which is given each series. */
    static Scored of(Corpus corpus, Function<Series, BitSet> detector) {
        Map<Profile, Double> raw = new EnumMap<>(Profile.class);
        Map<Profile, Double> least = new EnumMap<>(Profile.class);
        Map<Profile, Double> greatest = new EnumMap<>(Profile.class);
        Alarms all = Alarms.NONE;
        for (Series series : corpus.series()) {
            NabScore score = corpus.score(series);
            BitSet alarms = detector.apply(series);
            all = all.plus(score.count(alarms));
            for (Profile profile : Profile.values()) {
                raw.merge(profile, score.raw(alarms, profile), Double::sum);
                least.merge(profile, score.ofNull(profile), Double::sum);
                greatest.merge(profile, score.ofPerfect(profile), Double::sum);
            }
        }
        Map<Profile, Double> scores = new EnumMap<>(Profile.class);
        raw.forEach((profile, sum) -> scores.put(profile, normalised(sum, least, greatest, profile)));
        return new Scored(scores, all);
    }

    private static double normalised(
            double sum, Map<Profile, Double> least, Map<Profile, Double> greatest, Profile profile) {
        double ofNull = least.getOrDefault(profile, 0.0);
        return 100 * (sum - ofNull) / (greatest.getOrDefault(profile, 0.0) - ofNull);
    }

    double score(Profile profile) {
        return scores.getOrDefault(profile, 0.0);
    }
}
