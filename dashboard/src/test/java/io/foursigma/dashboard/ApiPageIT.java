// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.foursigma.dashboard.testing.Chromium;
import io.foursigma.stores.memory.InMemoryStores;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page that describes the HTTP interface, in a real browser. */
@Tag("browser")
class ApiPageIT {

    private static Chromium chromium;
    private static Browser browser;

    private final BreakableReaders readers = new BreakableReaders(InMemoryStores.create());
    private final RelayClient client = new RelayClient(readers, Clock.systemUTC());
    private final List<String> complaints = new ArrayList<>();
    private final Page page = newPage(ColorScheme.LIGHT);

    @BeforeAll
    static void startBrowser() {
        chromium = Chromium.start();
        browser = chromium.browser();
    }

    @AfterAll
    static void stopBrowser() {
        chromium.close();
    }

    @AfterEach
    void stop() {
        assertThat(complaints).isEmpty();
        page.context().close();
        client.close();
        readers.close();
    }

    @Test
    void everyPathIsShownWithItsParametersAnswersAndExamples() {
        open(page, "/api/");
        List<String> shown = page.locator("article").all().stream()
                .map(article -> article.getAttribute("data-method").toUpperCase(Locale.ROOT)
                        + ' '
                        + article.getAttribute("data-path"))
                .toList();
        assertThat(shown)
                .containsExactlyInAnyOrderElementsOf(client.relay().routes().stream()
                        .map(route -> route.replace('<', '{').replace('>', '}'))
                        .filter(route -> route.contains(" /api/"))
                        .toList());
        Locator course = page.locator("#get-api-course");
        assertThat(course.locator("[data-part=parameters]"))
                .containsText("integer, from 1 to 5000, default 1000 – How many bins at most.");
        assertThat(course.locator("[data-part=parameters] dt").first()).hasText("sensor (needed)");
        course.locator("summary").first().click();
        assertThat(course.locator("[data-answer='200'] pre").first()).containsText("\"interval\": 4000");
        assertThat(course.locator("details")).hasCount(4);
    }

    @Test
    void addressLeadsToAPathAndALinkToASchema() {
        open(page, "/api/#get-api-windows");
        assertThat(page.locator("#get-api-windows")).isInViewport();
        assertThat(page.locator("#schema-Window")).not().hasAttribute("open", "");
        page.locator("#get-api-windows [data-answer='200'] summary").click();
        page.locator("#get-api-windows [data-answer='200'] a[href='#schema-Window']")
                .first()
                .click();
        assertThat(page.locator("#schema-Window")).hasAttribute("open", "");
        assertThat(page.locator("#schema-Window")).isInViewport();
        assertThat(page.locator("#schema-Window")).containsText("as published last");
    }

    @Test
    void addressWithoutASlashShowsTheSamePage() {
        open(page, "/api");
        assertThat(page.locator("#get-api-health")).isVisible();
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void narrowScreenNeedsNoScrollingAside(ColorScheme scheme) {
        Page narrow = newPage(scheme);
        narrow.setViewportSize(360, 740);
        open(narrow, "/api/");
        narrow.locator("summary").all().forEach(Locator::click);
        assertThat(narrow.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
        assertThat(narrow.evaluate("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo(scheme == ColorScheme.DARK ? "rgb(14, 19, 27)" : "rgb(244, 246, 249)");
        narrow.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/page", "api-" + scheme + ".png")));
        narrow.context().close();
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void nothingSeriousStandsInTheWay(ColorScheme scheme) {
        Page opened = newPage(scheme);
        open(opened, "/api/");
        opened.locator("summary").first().click();
        Axe.assertNothingSerious(opened);
        opened.context().close();
    }

    private Page newPage(ColorScheme scheme) {
        Page made = browser.newContext(new Browser.NewContextOptions().setColorScheme(scheme))
                .newPage();
        made.onConsoleMessage(message -> complaints.add(message.text()));
        made.onPageError(complaints::add);
        return made;
    }

    private void open(Page opened, String path) {
        opened.navigate("http://127.0.0.1:" + client.relay().port() + path);
        assertThat(opened.locator("#api")).hasAttribute("aria-busy", "false");
    }
}
