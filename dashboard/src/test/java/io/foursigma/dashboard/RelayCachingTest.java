// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.stores.memory.InMemoryStores;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelayCachingTest {

    private final InMemoryStores stores = InMemoryStores.create();
    private final BreakableReaders readers = new BreakableReaders(stores);
    private final RelayClient client = new RelayClient(readers, Clock.systemUTC());

    @AfterEach
    void stop() {
        client.close();
        readers.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/main.js", "/style.css", "/api/", "/api/api.js", "/api/openapi.json"})
    void ownFilesAreAskedForAgainAndNotSentAgain(String path) {
        HttpResponse<byte[]> first = client.bytes(path);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().allValues("Cache-Control")).containsExactly("no-cache");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(tag).matches("W/\"[\\w-]{43}\"");
        HttpResponse<byte[]> again = client.bytes(path, "If-None-Match", tag, "Accept-Encoding", "gzip");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(client.bytes(path, "If-None-Match", "W/\"another\"").body()).isEqualTo(first.body());
    }

    @Test
    void filesDifferInTheirTags() {
        assertThat(client.bytes("/").headers().firstValue("ETag"))
                .isNotEqualTo(client.bytes("/main.js").headers().firstValue("ETag"));
    }

    @Test
    void vendoredFilesAreKeptForAYear() {
        assertThat(client.bytes("/vendor/uplot-1.6.32/uPlot.esm.js").headers().allValues("Cache-Control"))
                .containsExactly("public, max-age=31536000, immutable");
        assertThat(client.bytes("/vendor/nothing.js").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/health", "/api/sensors", "/api/anomalies", "/api/ledger", "/api/nothing"})
    void valuesThatMoveAreNotKept(String path) {
        HttpResponse<byte[]> answer = client.bytes(path);
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(answer.headers().firstValue("ETag")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/style.css", "/vendor/uplot-1.6.32/uPlot.esm.js", "/api/openapi.json", "/api/sensors"})
    void whatIsLongTravelsCompressed(String path) throws IOException {
        TestPipeline pipeline = new TestPipeline(stores);
        for (int i = 0; i < 50; i++) {
            pipeline.apply("sensor-" + i, 1, i);
        }
        HttpResponse<byte[]> plain = client.bytes(path);
        HttpResponse<byte[]> packed = client.bytes(path, "Accept-Encoding", "gzip");
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(packed.headers().allValues("Vary")).anyMatch(vary -> vary.contains("Accept-Encoding"));
        assertThat(packed.headers().firstValue("ETag"))
                .isEqualTo(plain.headers().firstValue("ETag"));
        assertThat(packed.body().length).isLessThan(plain.body().length);
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo(new String(plain.body(), UTF_8));
        }
    }
}
