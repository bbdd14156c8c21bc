// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foursigma.schemas.settings.TimeLimits;
import org.junit.jupiter.api.Test;

final class MessageItemsTest {

    private static final TimeLimits LIMITS = new TimeLimits(0, 1_000, 10);

    @Test
    void readingsAreRecordsUnderTheirSensorAndOthersAreRefusals() {
        MessageItems items = new MessageItems(LIMITS, 5, 3, 1_000);
        items.reading(0, "a", 1, 1.5);
        items.malformed(1, "why", new byte[] {7});
        items.reading(2, "b", 2, -0.0);
        assertThat(items.records())
                .extracting(record -> new String(record.key(), UTF_8) + "=" + new String(record.value(), UTF_8))
                .containsExactly(
                        "a={\"sensor\":\"a\",\"time\":1,\"value\":1.5}",
                        "b={\"sensor\":\"b\",\"time\":2,\"value\":-0.0}");
        assertThat(items.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.index()).isEqualTo(1);
            assertThat(refusal.reason()).isEqualTo("why");
            assertThat(refusal.bytes()).isEqualTo(new byte[] {7});
        });
    }

    @Test
    void oneItemTooManyOfEitherKindIsThrown() {
        MessageItems items = new MessageItems(LIMITS, 5, 2, 1_000);
        items.reading(0, "a", 1, 1.5);
        items.malformed(1, "why", new byte[0]);
        assertThatThrownBy(() -> items.reading(2, "a", 1, 1.5)).isInstanceOf(MessageItems.TooManyItemsException.class);
        assertThatThrownBy(() -> items.malformed(2, "why", new byte[0]))
                .isInstanceOf(MessageItems.TooManyItemsException.class);
    }

    @Test
    void aRecordAboveTheLimitIsRefused() {
        MessageItems items = new MessageItems(LIMITS, 5, 2, 35);
        items.reading(0, "a", 1, 1.5);
        items.reading(1, "ab", 1, 1.5);
        assertThat(items.records()).hasSize(1);
        assertThat(items.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.index()).isEqualTo(1);
            assertThat(refusal.reason()).isEqualTo("a record of 36 bytes, and readings.max-bytes is 35");
        });
    }

    @Test
    void timesAreJudgedByWhenTheMessageCame() {
        MessageItems items = new MessageItems(LIMITS, 5, 2, 1_000);
        assertThat(items.problem(15)).isNull();
        assertThat(items.problem(16)).contains("time.max-ahead");
        assertThat(items.problem(-1)).contains("time.earliest");
    }
}
