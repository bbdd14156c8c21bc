// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.whatif;

import io.foursigma.analytics.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the anomalies of a replay, by what their readings hold or where these lie. */
final class Gathered implements Anomalies {

    private final Map<Variant, List<Found>> found = new ConcurrentHashMap<>();

    /** An anomaly with its place. */
    record Found(String sensor, long time, double value, String at, Verdict.Anomalous verdict) {}

    @Override
    public void found(Variant variant, Batch batch, int i, Verdict.Anomalous verdict) {
        String at = batch.partition(i) + "." + batch.offset(i) + "." + batch.index(i);
        Found one = new Found(batch.name(i), batch.time(i), batch.value(i), at, verdict);
        found.compute(variant, (key, known) -> {
            List<Found> all = known == null ? new ArrayList<>() : known;
            all.add(one);
            return all;
        });
    }

    List<Found> of(Variant variant) {
        return found.getOrDefault(variant, List.of());
    }
}
