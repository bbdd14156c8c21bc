// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.schemas.Ledger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlowTest {

    private final Flow struck = flow(Map.of(0, 10L, 1, 20L), 8, 20);

    @Test
    void whatIsPublishedAndNotDurableInEveryBucketIsUnderWay() {
        assertThat(struck.inFlight()).isEqualTo(2);
    }

    @Test
    void readingsFlowAgainOnlyWhenEveryPartitionIsBeyondWhatWasItsEnd() {
        assertThat(flow(Map.of(), 11, 20).isBeyond(struck)).isFalse();
        assertThat(flow(Map.of(), 10, 21).isBeyond(struck)).isFalse();
        assertThat(flow(Map.of(), 11, 21).isBeyond(struck)).isTrue();
        assertThat(new Flow(0, Map.of(), new Ledger(List.of())).isBeyond(struck))
                .isFalse();
    }

    private static Flow flow(Map<Integer, Long> ends, long first, long second) {
        return new Flow(0, ends, new Ledger(List.of(line(0, first), line(1, second))));
    }

    private static Ledger.Line line(int partition, long from) {
        return new Ledger.Line(partition, from, from + 5, 0, 0, 0, 0, 0, 0);
    }
}
