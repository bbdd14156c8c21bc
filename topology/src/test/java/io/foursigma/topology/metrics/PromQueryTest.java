// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PromQueryTest {

    @Test
    void metricsMatchersAndGroupsAreFound() {
        PromQuery query = PromQuery.of("sum by (a, b) (rate(x_sum{c=\"1\",job=~\"$job\"}[$__rate_interval]))"
                + " / max by (c) (delta(x_count[5m])) > 0.5 and absent(y)");
        assertThat(query.selectors())
                .containsExactly(
                        new PromQuery.Selector(
                                "x_sum",
                                List.of(
                                        new PromQuery.LabelMatcher("c", "=", "1"),
                                        new PromQuery.LabelMatcher("job", "=~", "$job"))),
                        new PromQuery.Selector("x_count", List.of()),
                        new PromQuery.Selector("y", List.of()));
        assertThat(query.groupedBy()).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void selectorReadsSamplesWithItsNameAndItsLabels() {
        Scrape.Sample sample = new Scrape.Sample("x", Map.of("c", "1"), 0);
        assertThat(reads("x", sample)).isTrue();
        assertThat(reads("x{c=\"1\",job=~\".*\"}", sample)).isTrue();
        assertThat(reads("x{c=\"2\"}", sample)).isFalse();
        assertThat(reads("x{d=\"1\"}", sample)).isFalse();
        assertThat(reads("z", sample)).isFalse();
    }

    @Test
    void misspeltFunctionIsTakenForAMetric() {
        assertThat(PromQuery.of("summ(x)").selectors())
                .extracting(PromQuery.Selector::name)
                .containsExactly("summ", "x");
    }

    private static boolean reads(String expression, Scrape.Sample sample) {
        return PromQuery.of(expression).selectors().get(0).reads(sample, Set.of("job"));
    }
}
