// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foursigma.schemas.Indexes;
import io.foursigma.stores.Backoff;
import io.foursigma.stores.InsightIndex.Refused;
import io.foursigma.stores.Samples;
import io.foursigma.stores.StoreClock;
import io.foursigma.stores.StoreException;
import io.foursigma.stores.elasticsearch.ElasticsearchHttp.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class BulkSenderTest {

    private static final Indexes INDEXES = new Indexes("f", YearMonth.of(2010, 1));
    private static final Backoff BACKOFF =
            new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(5));
    private static final String NO_ANSWER = "";

    private final Deque<String> answers = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();
    private final List<Duration> waits = new ArrayList<>();
    private long nanos;

    @Test
    void conflictIsNoFailure() {
        answers.add(items("{\"create\":{\"status\":409}}", "{\"create\":{\"status\":201}}"));
        assertThat(send(1 << 20, 2)).isEmpty();
        assertThat(requests).hasSize(1);
        assertThat(waits).isEmpty();
    }

    @Test
    void onlyWhatIsOverloadedIsSentAgainAfterGrowingWaits() {
        answers.add(items("{\"create\":{\"status\":429}}", "{\"create\":{\"status\":201}}"));
        answers.add(items("{\"create\":{\"status\":503}}"));
        answers.add("503");
        answers.add(NO_ANSWER);
        answers.add(items("{\"create\":{\"status\":201}}"));
        assertThat(send(1 << 20, 2)).isEmpty();
        assertThat(requests).hasSize(5);
        assertThat(requests.get(1)).contains(item(0).id()).doesNotContain(item(1).id());
        assertThat(waits).hasSize(4);
        for (int i = 0; i < 4; i++) {
            assertThat(waits.get(i).toMillis()).isBetween(50L << i, 100L << i);
        }
    }

    @Test
    void patienceEndsWithReason() {
        for (int i = 0; i < 100; i++) {
            answers.add(items("{\"create\":{\"status\":429,\"error\":{\"type\":\"busy\",\"reason\":\"queue\"}}}"));
        }
        assertThatThrownBy(() -> send(1 << 20, 1))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("has not taken 1 of 1 documents")
                .hasMessageContaining("HTTP 429 busy: queue");
        assertThat(Duration.ofNanos(nanos)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
    }

    @Test
    void documentAtFaultIsRefusedAndTheOthersStand() {
        answers.add(items(
                "{\"create\":{\"status\":201}}",
                "{\"create\":{\"status\":400,\"error\":{\"type\":\"strict\",\"reason\":\"colour\","
                        + "\"caused_by\":{\"type\":\"deep\",\"reason\":\"down\"}}}}"));
        assertThat(send(1 << 20, 2))
                .containsExactly(new Refused(item(1).id(), "HTTP 400 strict: colour (deep: down)", item(1).json()));
    }

    @Test
    void troubleOfTheClusterBlamesNoDocument() {
        answers.add(items(
                "{\"create\":{\"status\":400,\"error\":{\"type\":\"validation_exception\",\"reason\":\"too many shards\"}}}",
                "{\"create\":{\"status\":403}}",
                "{\"create\":{\"status\":404}}"));
        answers.add(items(
                "{\"create\":{\"status\":201}}", "{\"create\":{\"status\":201}}", "{\"create\":{\"status\":201}}"));
        assertThat(send(1 << 20, 3)).isEmpty();
        assertThat(requests).hasSize(2);
    }

    @Test
    void answerThatDoesNotTellOfEveryItemIsNoAnswer() {
        answers.add(items("{\"create\":{\"status\":201}}"));
        answers.add(items("{\"create\":{\"status\":201}}", "{\"create\":{\"status\":409}}"));
        assertThat(send(1 << 20, 2)).isEmpty();
        assertThat(requests).hasSize(2);
    }

    @Test
    void requestsStayWithinTheirSize() {
        int two = item(0).bytes() + item(1).bytes();
        answers.add(items("{\"create\":{\"status\":201}}", "{\"create\":{\"status\":201}}"));
        answers.add(items("{\"create\":{\"status\":201}}"));
        assertThat(send(two, 3)).isEmpty();
        assertThat(requests)
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.length()).isLessThanOrEqualTo(two));
    }

    @Test
    void itemAboveTheSizeGoesByItself() {
        answers.add(items("{\"create\":{\"status\":201}}"));
        answers.add(items("{\"create\":{\"status\":201}}"));
        assertThat(send(1, 2)).isEmpty();
        assertThat(requests).hasSize(2);
    }

    private List<Refused> send(int maxBytes, int count) {
        return new BulkSender(this::answer, maxBytes, BACKOFF, new FakeClock(), new Random(1))
                .send(LongStream.range(0, count)
                        .mapToObj(offset -> item(offset))
                        .toList());
    }

    private static BulkItem item(long offset) {
        return BulkItem.of(Samples.anomaly("a", Samples.TIME, offset), INDEXES);
    }

    private static String items(String... items) {
        return "{\"errors\":true,\"items\":[" + String.join(",", items) + "]}";
    }

    private Answer answer(byte[] body) throws IOException {
        requests.add(new String(body, StandardCharsets.UTF_8));
        String answer = answers.remove();
        if (answer.equals(NO_ANSWER)) {
            throw new IOException("connection refused");
        }
        int status = answer.equals("503") ? 503 : 200;
        return new Answer(status, answer.getBytes(StandardCharsets.UTF_8));
    }

    private final class FakeClock implements StoreClock {

        @Override
        public long nanoTime() {
            return nanos;
        }

        @Override
        public void sleep(Duration wait) {
            waits.add(wait);
            nanos += wait.toNanos();
        }
    }
}
