// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** All sensors at a glance, in a real browser. */
class OverviewPageIT extends PageInBrowser {

    @Test
    void filterHidesSensorsOfOtherNames() {
        open(ColorScheme.LIGHT);
        feed(0, 20.5);
        pipeline.apply("cellar/humidity", NOON, 60);
        assertThat(page.locator("[data-sensor]")).hasCount(2);
        page.locator("#filter").fill("CELLAR");
        assertThat(page.locator("[data-sensor='cellar/humidity']")).isVisible();
        assertThat(card()).hasCount(0);
        assertNoComplaints();
    }

    @Test
    void fortySensorsAreShownInBothColourSchemesAndOnlyThoseOnTheScreenAreInTheDocument() {
        plant(40);
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            open(scheme);
            assertThat(page.locator("[data-total=sensors]")).hasText("40");
            assertThat(page.locator("[data-sensor] canvas").first()).isVisible();
            assertThat(page.locator("[data-sensor]").count()).isLessThan(30);
            screenshotOfFull("forty-" + scheme);
        }
        Locator first = page.locator("[data-sensor]").first();
        String name = first.getAttribute("data-sensor");
        page.mouse().move(400, 400);
        page.mouse().wheel(0, 100_000);
        assertThat(page.locator("[data-sensor='" + name + "']")).hasCount(0);
        assertThat(page.locator("[data-sensor] canvas").last()).isVisible();
        assertNoComplaints();
    }

    @Test
    void oneSensorFillsThePageInBothColourSchemes() {
        plant(1);
        LedgerState.write(stores, 600, 0);
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            open(scheme);
            assertThat(page.locator("[data-sensor] canvas")).hasCount(1);
            screenshotOfFull("one-" + scheme);
        }
        assertNoComplaints();
    }

    @Test
    void fewSensorsAreShownInBothColourSchemes() {
        plant(6);
        LedgerState.write(stores, 3_600, 2);
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            open(scheme);
            assertThat(page.locator("[data-sensor] canvas")).hasCount(6);
            screenshotOfFull("six-" + scheme);
        }
        assertNoComplaints();
    }

    @Test
    void sensorsThatNeedAttentionComeFirstAndAreCounted() {
        long now = System.currentTimeMillis();
        for (String name : List.of("a/steady", "b/steady", "c/steady", "z/spike")) {
            for (int i = 0; i < 30; i++) {
                pipeline.apply(name, now - 4_000 + 100L * i, 20 + 0.1 * (i % 3));
            }
        }
        pipeline.apply("m/late", now - 120_000, 5);
        open(ColorScheme.LIGHT);
        pipeline.apply("z/spike", now - 900, 40);
        assertThat(page.locator("[data-count=anomalous]")).hasText("anomalous 1");
        assertThat(page.locator("[data-count=normal]")).hasText("normal 3");
        await().atMost(Duration.ofSeconds(10)).until(() -> names().get(0).equals("z/spike"));
        assertThat(names()).containsExactly("z/spike", "m/late", "a/steady", "b/steady", "c/steady");
        page.locator("[data-count=normal]").click();
        assertThat(page.locator("[data-sensor]")).hasCount(3);
        assertThat(page.locator("[data-count=normal]")).hasAttribute("aria-pressed", "true");
        page.reload();
        assertThat(page.locator("[data-sensor]")).hasCount(3);
        page.locator("[data-count=normal]").click();
        assertThat(page.locator("[data-sensor]")).hasCount(5);
        assertNoComplaints();
    }

    @Test
    void valueBeyondALimitChangesColourIconAndPlaceAndBearsItsUnit() {
        long now = System.currentTimeMillis();
        for (String name : List.of("a", "b", "c")) {
            for (int i = 0; i < 30; i++) {
                pipeline.apply(name, now - 4_000 + 100L * i, 20 + 0.1 * (i % 3));
            }
        }
        open(ColorScheme.LIGHT, "#/sensor/b", 1440, 900);
        Locator form = page.locator("[data-part=policy]");
        form.locator("input").nth(0).fill("\u00b0C");
        form.locator("input").nth(3).fill("20.15");
        form.locator("input").nth(4).fill("25");
        form.locator("[type=submit]").click();
        assertThat(page.locator("[data-part=numbers] [data-field=value]")).containsText("\u00b0C");
        page.locator("[data-view=sensors]").click();
        assertThat(page.locator("[data-count=warn]")).hasText("warning 1");
        assertThat(page.locator("[data-sensor=b]")).hasAttribute("data-level", "warn");
        assertThat(page.locator("[data-sensor=b]")).containsText("\u00b0C");
        await().atMost(Duration.ofSeconds(10)).until(() -> names().get(0).equals("b"));
        pipeline.apply("b", now - 900, 26);
        assertThat(page.locator("[data-sensor=b]")).hasAttribute("data-level", "alarm");
        assertThat(page.locator("[data-count=alarm]")).hasText("alarm 1");
        assertNoComplaints();
    }

    @Test
    void nothingMovesUnderThePointer() {
        long now = System.currentTimeMillis();
        for (String name : List.of("a", "b")) {
            for (int i = 0; i < 30; i++) {
                pipeline.apply(name, now - 4_000 + 100L * i, 20 + 0.1 * (i % 3));
            }
        }
        open(ColorScheme.LIGHT);
        assertThat(page.locator("[data-count=normal]")).hasText("normal 2");
        assertThat(page.locator("[data-sensor=a]")).isVisible();
        page.locator("[data-sensor=a] .value").hover();
        pipeline.apply("b", now - 900, 40);
        assertThat(page.locator("[data-count=anomalous]")).hasText("anomalous 1");
        assertThat(names()).containsExactly("a", "b");
        page.mouse().move(5, 5);
        await().atMost(Duration.ofSeconds(5)).until(() -> names().equals(List.of("b", "a")));
        assertNoComplaints();
    }

    @Test
    void tableShowsTheSameNumbersAndIsRememberedInTheAddress() {
        open(ColorScheme.LIGHT);
        feed(0, 20.5, 21.25, 19.75);
        page.locator("#layout button[value=table]").click();
        Locator row = page.locator("#rows [data-sensor='" + SENSOR + "']");
        assertThat(row.locator("[data-field=value]")).hasAttribute("data-value", "19.75");
        assertThat(row.locator("[data-field=mean]")).hasAttribute("data-value", Double.toString(mean()));
        assertThat(row.locator("[data-field=count]")).hasText("3");
        feed(300, 22.125);
        assertThat(row.locator("[data-field=value]")).hasAttribute("data-value", "22.125");
        page.reload();
        assertThat(row).isVisible();
        assertThat(page.locator("#cards")).isHidden();
        screenshot("table");
        assertNoComplaints();
    }

    @Test
    void tenThousandSensorsAreSearchedAndScrolledWhileAScreenfulIsInTheDocument() {
        for (int i = 0; i < 10_000; i++) {
            pipeline.apply("hall-%02d/line-%02d/s%04d".formatted(i % 7, i % 31, i), NOON + i, i);
        }
        open(ColorScheme.LIGHT);
        assertThat(page.locator("[data-total=sensors]")).hasText("10,000");
        for (String layout : List.of("table", "cards")) {
            page.locator("#layout button[value=" + layout + "]").click();
            page.locator("#filter").fill("");
            assertThat(page.locator("[data-sensor]").first()).isVisible();
            page.mouse().move(400, 500);
            for (int i = 0; i < 20; i++) {
                page.mouse().wheel(0, 2_000);
            }
            assertThat(page.locator("[data-sensor]").first()).isVisible();
            assertThat(page.locator("[data-sensor]").count()).isBetween(4, 60);
            page.locator("#filter").fill("s0123 hall");
            assertThat(page.locator("[data-sensor]")).hasCount(1);
            assertThat(page.locator("[data-sensor='hall-04/line-30/s0123'] [data-field=value]"))
                    .hasAttribute("data-value", "123");
        }
        assertNoComplaints();
    }

    /** What a first visit loads, all files, answers and headers, as it goes over the wire. */
    @Test
    void firstVisitLoadsLessThanTwoHundredKilobytes() {
        plant(6);
        List<Request> requests = new CopyOnWriteArrayList<>();
        Page visitor = newPage(ColorScheme.LIGHT, 1440, 900);
        visitor.onRequestFinished(requests::add);
        visitor.navigate("http://127.0.0.1:" + relay.port() + "/");
        assertThat(visitor.locator("[data-sensor] canvas")).hasCount(6);
        visitor.waitForLoadState(LoadState.NETWORKIDLE);
        long bytes = requests.stream()
                .map(Request::sizes)
                .mapToLong(sizes -> sizes.responseBodySize + sizes.responseHeadersSize)
                .sum();
        assertThat(requests).hasSizeGreaterThan(30);
        assertThat(bytes).isBetween(50_000L, 200_000L);
        assertThat(requests)
                .filteredOn(request -> request.url().endsWith("uPlot.esm.js"))
                .allSatisfy(request -> assertThat(request.response().headerValue("Content-Encoding"))
                        .isEqualTo("gzip"));
        visitor.context().close();
    }

    @Test
    void footerLeadsToTheDescriptionOfTheHttpInterface() {
        open(ColorScheme.LIGHT);
        page.locator("#ledger a").click();
        assertThat(page).hasURL(Pattern.compile("/api/$"));
        assertNoComplaints();
    }

    private List<String> names() {
        return page.locator("[data-sensor]").all().stream()
                .map(card -> card.getAttribute("data-sensor"))
                .toList();
    }

    private void screenshotOfFull(String name) {
        await().atMost(Duration.ofSeconds(5))
                .until(() -> page.locator(".card [data-field=count][data-value='600']")
                                .count()
                        > 0);
        screenshot(name);
    }
}
