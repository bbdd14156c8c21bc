// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.ingest.TestTopic;
import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.schemas.Reading;
import io.foursigma.schemas.json.ReadingJson;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.schemas.settings.TimeLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Whatever bytes are posted, the answer tells what became of them, and in Kafka is what an oracle finds in the bodies that
 * were taken, to the last byte.
 */
@Timeout(180)
final class HttpFuzzIT {

    @RegisterExtension
    static final SharedServers SERVERS = SharedServers.of(ServerKind.KAFKA);

    private static final long SEED = 3;
    private static final int BODIES = 600;
    private static final int MOST_ITEMS = 6;
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Pattern ACCEPTED =
            Pattern.compile("\\{\"accepted\":([0-9]+),\"refused\":\\[.*]}", Pattern.DOTALL);

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final MutatedBodies bodies = new MutatedBodies(random);
    private final PlainForms oracle = new PlainForms(NOW.toEpochMilli());
    private final List<String> expected = new ArrayList<>();

    @Test
    void whatIsInKafkaIsWhatTheAnswersSay() throws Exception {
        TestTopic topic = TestTopic.create(SERVERS.kafkaBootstrap());
        Settings settings = topic.settings().with(SettingsTable.COLLECT_MAX_ITEMS, Integer.toString(MOST_ITEMS));
        TimeLimits limits = TimeLimits.of(settings);
        try (LoggedErrors logged = LoggedErrors.open();
                TestCollector collector = TestCollector.start(settings, () -> NOW)) {
            for (int number = 0; number < BODIES; number++) {
                BodyForm form = bodies.form();
                byte[] body = bodies.next(form);
                List<Optional<Reading>> items = form.items(body, oracle).stream()
                        .map(item -> item.filter(reading -> limits.problem(reading.time(), NOW.toEpochMilli()) == null))
                        .toList();
                boolean packed = random.nextInt(4) == 0;
                boolean broken = packed && random.nextBoolean();
                HttpResponse<String> answer = post(collector, form, body, packed, broken);
                String what =
                        "seed %d, body %d, %s, %d %s".formatted(SEED, number, form, answer.statusCode(), answer.body());
                if (!broken) {
                    assertThat(answer.statusCode()).as(what).isEqualTo(status(items));
                }
                assertThat(answer.statusCode()).as(what).isIn(202, 207, 400, 413);
                count(answer, items, what);
            }
            assertThat(collector.get("/metrics"))
                    .contains("foursigma_collector_accepted_items_total{source=\"http\"} " + expected.size() + ".0")
                    .contains("foursigma_collector_waiting_bytes 0.0");
            assertThat(logged.errors()).isEmpty();
        }
        assertThat(expected).hasSizeGreaterThan(BODIES / 2);
        assertThat(topic.records())
                .extracting(record -> new String(record.value(), UTF_8))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    /** What was accepted has to be all that the oracle finds; packed bytes that were broken are refused or as before. */
    private void count(HttpResponse<String> answer, List<Optional<Reading>> items, String what) {
        Matcher accepted = ACCEPTED.matcher(answer.body());
        if (!accepted.matches()) {
            assertThat(answer.headers().firstValue("Content-Type")).as(what).hasValue("application/problem+json");
            return;
        }
        List<String> readings = items.stream()
                .flatMap(Optional::stream)
                .map(reading -> new String(ReadingJson.bytes(reading), UTF_8))
                .toList();
        assertThat(accepted.group(1)).as(what).isEqualTo(Integer.toString(readings.size()));
        expected.addAll(readings);
    }

    private static int status(List<Optional<Reading>> items) {
        if (items.size() > MOST_ITEMS) {
            return 413;
        }
        long accepted = items.stream().filter(Optional::isPresent).count();
        return accepted == items.size() ? 202 : accepted == 0 ? 400 : 207;
    }

    private HttpResponse<String> post(
            TestCollector collector, BodyForm form, byte[] body, boolean packed, boolean broken)
            throws IOException, InterruptedException {
        if (!packed) {
            return collector.post(form.path(), Map.of("Content-Type", form.mediaType()), body);
        }
        byte[] sent = gzip(body);
        if (broken) {
            sent[random.nextInt(sent.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return collector.post(form.path(), Map.of("Content-Type", form.mediaType(), "Content-Encoding", "gzip"), sent);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
