// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.foursigma.dashboard.testing.Chromium;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The demo in a real browser: sensors live, their baselines, and an anomaly that explains itself. */
@Tag("browser")
final class DemoPageIT {

    private static final Duration A_WHILE = Duration.ofSeconds(30);

    /** A spike comes to each of the sensors every minute or so. */
    private static final Duration AN_ANOMALY = Duration.ofMinutes(3);

    @Test
    void showsSensorsLiveAndMarksAnomalies() throws IOException {
        List<String> complaints = new ArrayList<>();
        try (DemoProcess demo = DemoProcess.start();
                Chromium chromium = Chromium.start()) {
            Page page = chromium.browser().newPage(new Browser.NewPageOptions().setViewportSize(1440, 900));
            page.onConsoleMessage(message -> complain(message, complaints));
            page.onPageError(complaints::add);
            page.navigate(demo.page().toString());

            setDefaultAssertionTimeout((double) A_WHILE.toMillis());
            assertThat(page.locator("[data-state]")).hasAttribute("data-state", "connected");
            assertThat(page.locator("[data-total=sensors]")).hasText("12");
            String sensor = page.locator("[data-sensor]").first().getAttribute("data-sensor");
            // Whatever needs more attention meanwhile must not push it off the screen.
            page.locator("#filter").fill(sensor);
            Locator card = page.locator("[data-sensor='" + sensor + "']");
            // A card is there before its first figures are: its count is not a number until then.
            double before = await().atMost(A_WHILE).until(() -> number(card, "count"), count -> count > 0);
            await().atMost(A_WHILE).until(() -> number(card, "count") >= before + 30);
            assertThat(number(card, "mean")).isBetween(number(card, "min"), number(card, "max"));
            assertThat(number(card, "std")).isPositive();
            await().atMost(A_WHILE).until(() -> "normal".equals(card.getAttribute("data-verdict")));
            await().atMost(AN_ANOMALY)
                    .until(() -> page.locator("[data-anomaly]").count() > 0);
            assertThat(page.locator("[data-anomaly]").first().innerText())
                    // The second where all readings of the window before were equal.
                    .containsPattern("standard deviation|the one value that all \\d+ readings");
            assertThat(page.locator("[data-ledger]").getAttribute("data-ledger"))
                    .isIn("balanced", "settling");
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "page", "demo.png")));
        }
        assertThat(complaints).isEmpty();
    }

    private static double number(Locator card, String field) {
        String value = card.locator("[data-field=\"" + field + "\"]").getAttribute("data-value");
        return value == null ? Double.NaN : Double.parseDouble(value);
    }

    private static void complain(ConsoleMessage message, List<String> complaints) {
        if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(message.text());
        }
    }
}
