// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.options.ColorScheme;
import io.foursigma.schemas.BaselineStats;
import io.foursigma.schemas.LatestReading;
import io.foursigma.schemas.LatestSensor;
import io.foursigma.schemas.SensorStats;
import io.foursigma.schemas.VerdictName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the page costs the browser while a thousand sensors send ten values a second. It measures and judges nothing but that
 * values are shown; the figures go to {@code target/page/profile-*.md}.
 */
@Tag("long")
class PageProfileIT extends PageInBrowser {

    private static final int SENSORS = 1_000;
    private static final long EVERY_MILLIS = 100;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MINUTES = 5;

    private final Random random = new Random(1);
    private long round;

    @ParameterizedTest
    @ValueSource(strings = {"#/", "#/?view=table", "#/sensor/plant-0001%2Ftemperature"})
    void aThousandSensorsForFiveMinutes(String address) throws IOException, InterruptedException {
        ScheduledExecutorService sensors = Executors.newSingleThreadScheduledExecutor();
        ScheduledFuture<?> sending = sensors.scheduleAtFixedRate(this::send, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        try {
            open(ColorScheme.LIGHT, address, 1440, 900);
            assertThat(page.locator("[data-total=sensors]")).hasText("1,000");
            CDPSession browser = page.context().newCDPSession(page);
            browser.send("Performance.enable");
            List<String> lines = new ArrayList<>(List.of(
                    "| minute | main thread busy | of it scripts | of it style and layout | heap after collection, MiB | nodes |",
                    "|---|---|---|---|---|---|"));
            JsonObject before = metrics(browser);
            for (int minute = 1; minute <= MINUTES; minute++) {
                long until = System.currentTimeMillis() + MINUTE.toMillis();
                Awaitility.await()
                        .atMost(MINUTE.plusSeconds(30))
                        .pollInterval(Duration.ofSeconds(1))
                        .until(() -> System.currentTimeMillis() >= until);
                JsonObject now = metrics(browser);
                double seconds = grown("Timestamp", before, now);
                lines.add(String.format(
                        Locale.ROOT,
                        "| %d | %.0f %% | %.0f %% | %.0f %% | %.1f | %.0f |",
                        minute,
                        100 * grown("TaskDuration", before, now) / seconds,
                        100 * grown("ScriptDuration", before, now) / seconds,
                        100
                                * (grown("RecalcStyleDuration", before, now) + grown("LayoutDuration", before, now))
                                / seconds,
                        value(now, "JSHeapUsedSize") / (1 << 20),
                        value(now, "Nodes")));
                before = now;
            }
            Path file = Path.of("target/page", "profile" + address.replaceAll("\\W+", "-") + ".md");
            Files.createDirectories(file.getParent());
            Files.write(file, lines);
            assertThat(sending.isDone()).isFalse();
            assertThat(page.locator("[data-state]")).hasAttribute("data-state", "connected");
        } finally {
            sensors.shutdownNow();
            assertThat(sensors.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        }
        assertNoComplaints();
    }

    private void send() {
        long now = System.currentTimeMillis();
        round++;
        List<LatestSensor> updates = new ArrayList<>(SENSORS);
        for (int i = 0; i < SENSORS; i++) {
            String name = "plant-%04d/temperature".formatted(i);
            double value = 20 + random.nextGaussian();
            BaselineStats baseline = new BaselineStats(now - 4_000, now - 2_000, 20, 20, 1);
            updates.add(new LatestSensor(
                    name,
                    new LatestReading(name, now, value, 0, round * SENSORS + i, VerdictName.NORMAL, baseline),
                    new SensorStats(name, round, 20, 1, 1.0, 17, 23, value, now)));
        }
        stores.latest().put(updates, List.of());
    }

    private static JsonObject metrics(CDPSession browser) {
        browser.send("HeapProfiler.collectGarbage");
        return browser.send("Performance.getMetrics");
    }

    private static double grown(String name, JsonObject before, JsonObject now) {
        return value(now, name) - value(before, name);
    }

    private static double value(JsonObject metrics, String name) {
        for (JsonElement metric : metrics.getAsJsonArray("metrics")) {
            if (metric.getAsJsonObject().get("name").getAsString().equals(name)) {
                return metric.getAsJsonObject().get("value").getAsDouble();
            }
        }
        throw new AssertionError("the browser has no metric " + name);
    }
}
