// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadReadingsTest {

    private static final int RECORDS = 5_000;

    private final LoadReadings readings = new LoadReadings(3, 20, 200, 1_700_000_000_000L);

    @Test
    void aRecordFollowsFromTheSeedAndItsNumberAlone() {
        LoadReadings same = new LoadReadings(3, 20, 200, 1_700_000_000_000L);
        LoadReadings other = new LoadReadings(4, 20, 200, 1_700_000_000_000L);
        assertThat(readings.value(77)).isEqualTo(same.value(77)).isNotEqualTo(other.value(77));
    }

    @Test
    void everythingIsAmongTheRecordsThatARunHasToCopeWith() {
        Truth truth = new Truth(new Oracle(2_000, 1_000, 4, 8));
        List<Integer> sizes = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            List<Item> items = TopicItems.items("t.0." + i, readings.value(i));
            sizes.add(items.size());
            items.forEach(truth::read);
        }
        assertThat(sizes).contains(1, 2, 3, 4);
        assertThat(truth.broken()).hasSizeBetween(5, 50);
        assertThat(truth.oracle().late()).isBetween(20L, 200L);
        assertThat(truth.oracle().spikes()).hasSizeBetween(20, 200);
        assertThat(truth.oracle().stats()).hasSize(20);
        assertThat(truth.oracle().nearTheBound()).isEmpty();
        assertThat(truth.oracle().windows().values())
                .anyMatch(content ->
                        content.baseline() != null && content.baseline().count() >= 8);
    }
}
