// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.foursigma.dashboard.testing.Chromium;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.memory.InMemoryStores;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/** A relay over stores in memory, and a real browser that looks at its page. Screenshots are left in {@code target/page}. */
@Tag("browser")
abstract class PageInBrowser {

    static final String SENSOR = "greenhouse-7/temperature";

    /** A round time, so that windows begin where the tests say; noon in the zone that the browser is given. */
    static final long NOON = 1_767_265_200_000L;

    /** The page reads the ledger every 5 s, and the relay looks at Kafka every 2 s. */
    static final LocatorAssertions.HasTextOptions LATER = new LocatorAssertions.HasTextOptions().setTimeout(15_000);

    private static final long SEED = 20_260_301;

    private static Chromium chromium;
    private static Browser browser;

    final InMemoryStores stores = InMemoryStores.create();
    final BreakableReaders readers = new BreakableReaders(stores);
    final TestPipeline pipeline = new TestPipeline(stores, readers.readings());
    final List<String> complaints = new ArrayList<>();
    final List<Double> values = new ArrayList<>();
    Relay relay;
    Page page;

    @BeforeAll
    static void startBrowser() {
        chromium = Chromium.start();
        browser = chromium.browser();
    }

    @AfterAll
    static void stopBrowser() {
        chromium.close();
    }

    @BeforeEach
    void startRelay() {
        relay = start(0);
        page = newPage(ColorScheme.LIGHT, 1440, 900);
    }

    @AfterEach
    void stopRelay() {
        page.context().close();
        relay.close();
        readers.close();
    }

    Relay start(int port) {
        return Relay.start(
                Settings.defaults().with(SettingsTable.RELAY_PORT, Integer.toString(port)),
                readers.all(),
                Clock.systemUTC());
    }

    void open(ColorScheme scheme) {
        open(scheme, "", 1440, 900);
    }

    /** Opens a view, by its address behind the '#'. */
    void open(ColorScheme scheme, String address, int width, int height) {
        page.context().close();
        page = newPage(scheme, width, height);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate("http://127.0.0.1:" + relay.port() + "/" + address);
        assertThat(page.locator("[data-state]")).hasAttribute("data-state", "connected");
    }

    static Page newPage(ColorScheme scheme, int width, int height) {
        return browser.newContext(new Browser.NewContextOptions()
                        .setColorScheme(scheme)
                        .setTimezoneId("Europe/Berlin")
                        .setViewportSize(width, height))
                .newPage();
    }

    void feed(long fromMillis, double... fed) {
        for (int i = 0; i < fed.length; i++) {
            values.add(fed[i]);
            pipeline.apply(SENSOR, NOON + fromMillis + 100L * i, fed[i]);
        }
    }

    /** A minute of sensors that wander, with a spike now and then. */
    void plant(int sensors) {
        Random random = new Random(SEED);
        for (int sensor = 1; sensor <= sensors; sensor++) {
            String name = "plant-%02d/%s"
                    .formatted(
                            sensor,
                            List.of("temperature", "humidity", "nitrogen").get(sensors == 40 ? 0 : sensor % 3));
            double value = 20 + 3 * sensor;
            for (int i = 0; i < 600; i++) {
                value += 0.02 * random.nextGaussian();
                boolean spike = random.nextInt(400) == 0;
                double noise = 0.15 * random.nextGaussian() + (spike ? 1.6 : 0);
                pipeline.apply(name, NOON + 100L * i, Math.round(1000 * (value + noise)) / 1000.0);
            }
        }
    }

    Locator card() {
        return page.locator("[data-sensor='" + SENSOR + "']");
    }

    Locator field(String name) {
        return card().locator("[data-field=" + name + "]");
    }

    Locator chart() {
        return card().locator("figure");
    }

    double number(String name) {
        return Double.parseDouble(field(name).getAttribute("data-value"));
    }

    List<String> anomalyIds() {
        return page.locator("#anomalies [data-anomaly]").all().stream()
                .map(item -> item.getAttribute("data-anomaly"))
                .toList();
    }

    double mean() {
        return values.stream().mapToDouble(value -> value).sum() / values.size();
    }

    double std() {
        double mean = mean();
        return Math.sqrt(values.stream()
                        .mapToDouble(value -> (value - mean) * (value - mean))
                        .sum()
                / values.size());
    }

    void screenshot(String name) {
        page.screenshot(
                new Page.ScreenshotOptions().setPath(Path.of("target/page", name.toLowerCase(Locale.ROOT) + ".png")));
    }

    void assertNoComplaints() {
        assertThat(complaints).isEmpty();
    }
}
