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
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import io.foursigma.dashboard.testing.Chromium;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demo in a real browser: what a person sees of sensors, of spikes that the test sends, and of what goes away and comes
 * back. Pictures are left in {@code target/page}.
 */
@Tag("browser")
@TestMethodOrder(OrderAnnotation.class)
final class DemoPageIT {

    private static final Duration A_WHILE = Duration.ofSeconds(30);
    private static final int SPIKES = 5;
    private static final String SIMULATED = "[data-sensor]:not([data-sensor^='rig/'])";

    /** Remembers when a chart first marks an anomaly: the browser's clock is the readings' own. */
    private static final String NOTE_WHEN_MARKED = """
            (name) => {
              const look = () => {
                const figure = document.querySelector(`[data-sensor="${name}"] figure`);
                if (figure?.dataset.marked > 0 && !document.body.dataset.markedAt) {
                  document.body.dataset.markedAt = Date.now();
                }
              };
              new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
              look();
            }""";

    private static DemoProcess demo;
    private static Chromium chromium;
    private static Rig rig;

    private final List<String> complaints = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        demo = DemoProcess.start("-c", "window.length=2s");
        chromium = Chromium.start();
        rig = new Rig(demo);
        setDefaultAssertionTimeout((double) A_WHILE.toMillis());
    }

    @AfterAll
    static void stop() {
        chromium.close();
        demo.close();
    }

    @AfterEach
    void nothingWasComplainedOf() {
        assertThat(complaints).isEmpty();
    }

    /** Before the others, so that its pictures show the demo's own sensors alone. */
    @Test
    @Order(Integer.MIN_VALUE)
    void showsSensorsLive() {
        try (Page page = open(demo.page(), ColorScheme.LIGHT)) {
            assertThat(page.locator("[data-total=sensors]")).hasText(Pattern.compile("1[2-9]|2\\d"));
            String sensor = page.locator(SIMULATED).first().getAttribute("data-sensor");
            // Whatever needs more attention meanwhile must not push it off the screen.
            Locator card = onlyCard(page, sensor);
            // A card is there before its first figures are: its count is not a number until then.
            double before = await().atMost(A_WHILE).until(() -> number(card, "count"), count -> count > 0);
            await().atMost(A_WHILE).until(() -> number(card, "count") >= before + 30);
            assertThat(number(card, "mean")).isBetween(number(card, "min"), number(card, "max"));
            assertThat(number(card, "std")).isPositive();
            await().atMost(A_WHILE).until(() -> "normal".equals(card.getAttribute("data-verdict")));
            page.locator("#filter").fill("");
            assertThat(page.locator("[data-ledger]")).hasAttribute("data-ledger", Pattern.compile("balanced|settling"));
            awaitCharts(page);
            picture(page, "demo");
        }
        try (Page page = open(demo.page(), ColorScheme.DARK)) {
            awaitCharts(page);
            picture(page, "demo-dark");
        }
    }

    /** How long that took is written to {@code target/page/spike.md}; a machine that does other things too takes longer. */
    @Test
    void marksASpikeAndExplainsIt() throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>(List.of("| spike | from its event to its mark, ms |", "|---|---|"));
        try (Page page = open(demo.page(), ColorScheme.LIGHT)) {
            for (int i = 1; i <= SPIKES; i++) {
                String sensor = "rig/spike-" + i;
                rig.steady(sensor);
                Locator card = onlyCard(page, sensor);
                await().atMost(A_WHILE).until(() -> number(card, "count") == Rig.STEADY);
                page.evaluate("delete document.body.dataset.markedAt");
                page.evaluate(NOTE_WHEN_MARKED, sensor);
                long event = rig.spike(sensor);
                assertThat(card.locator("figure")).hasAttribute("data-marked", "1");
                long marked = Long.parseLong((String) page.evaluate("document.body.dataset.markedAt"));
                lines.add(String.format(Locale.ROOT, "| %d | %d |", i, marked - event));
            }
            Files.createDirectories(Path.of("target", "page"));
            Files.write(Path.of("target", "page", "spike.md"), lines);

            page.locator("#anomalies [data-anomaly]", having("rig/spike-1"))
                    .locator("a")
                    .first()
                    .click();
            assertThat(page.locator("[data-part=words]")).containsText("standard deviations above 1.0");
            page.locator("[data-part=recompute]").click();
            assertThat(page.locator("[data-part=outcome]")).hasAttribute("data-outcome", "agrees");
            picture(page, "explained");

            page.locator("#view-anomaly [data-part=episode]").click();
            Locator facts = page.locator("#view-episode [data-part=numbers]");
            assertThat(facts.locator("[data-field=state] td")).hasText(Pattern.compile("open|quiet"));
            assertThat(facts.locator("[data-field=count] td")).hasText("1");
            page.locator("[data-view=episodes]").click();
            for (int i = 1; i <= SPIKES; i++) {
                assertThat(page.locator("#view-episodes [data-episode]", having("rig/spike-" + i)))
                        .hasCount(1);
            }
            picture(page, "episodes");
        }
    }

    @Test
    void zoomsIntoTheReadingsOfOneSensor() {
        try (Page page = open(demo.page(), ColorScheme.LIGHT)) {
            page.locator(SIMULATED + " a").first().click();
            Locator figure = page.locator("#view-sensor figure");
            await().atMost(A_WHILE).until(() -> {
                String points = figure.getAttribute("data-points");
                return points != null && Integer.parseInt(points) > 30;
            });
            picture(page, "sensor");
            BoundingBox box =
                    Objects.requireNonNull(page.locator("#view-sensor .u-over").boundingBox());
            page.mouse().move(box.x + box.width * 0.8, box.y + 60);
            page.mouse().down();
            page.mouse().move(box.x + box.width * 0.98, box.y + 60);
            page.mouse().up();
            assertThat(page).hasURL(Pattern.compile("from=\\d+&to=\\d+"));
            assertThat(page.locator("[data-source]")).containsText("Raw readings from Kafka");
            assertThat(figure).hasAttribute("data-points", Pattern.compile("[1-9]\\d*"));
        }
    }

    @Test
    void relayThatIsKilledAndComesBackLeavesNoGapAndDoublesNothing() throws IOException, InterruptedException {
        List<String> sensors =
                IntStream.rangeClosed(1, 6).mapToObj(i -> "rig/gap-" + i).toList();
        try (RelayProcess relay = new RelayProcess(demo);
                Page page = open(relay.page(), ColorScheme.LIGHT)) {
            spikes(sensors.subList(0, 2));
            Locator listed = page.locator("#anomalies [data-anomaly]", having("rig/gap-"));
            assertThat(listed).hasCount(2);
            relay.kill();
            assertThat(page.locator("[data-state]")).hasAttribute("data-state", "reconnecting");
            spikes(sensors.subList(2, 6));
            relay.startAgain();
            assertThat(page.locator("[data-state]")).hasAttribute("data-state", "connected");
            assertThat(listed).hasCount(6);
            for (String sensor : sensors) {
                assertThat(page.locator("#anomalies [data-anomaly]", having(sensor)))
                        .hasCount(1);
            }
            assertThat(page.locator("#banner")).isHidden();
            // What was under way when it was killed, and what was asked before it was there again.
            complaints.removeIf(complaint ->
                    complaint.endsWith("ERR_CONNECTION_RESET") || complaint.endsWith("ERR_CONNECTION_REFUSED"));
        }
    }

    @Test
    void saysThatValuesAreStaleWhileRedisDoesNotAnswer() throws IOException, InterruptedException {
        ProcessHandle redis = demo.handle()
                .descendants()
                .filter(child -> child.info().command().orElse("").endsWith("redis-server"))
                .findFirst()
                .orElseThrow();
        try (Page page = open(demo.page(), ColorScheme.LIGHT)) {
            assertThat(page.locator("[data-sensor]").first()).isVisible();
            signal(redis, "STOP");
            try {
                assertThat(page.locator("#banner"))
                        .hasText(Pattern.compile(
                                "Redis away since \\d\\d:\\d\\d:\\d\\d; values are from \\d\\d:\\d\\d:\\d\\d\\."));
                assertThat(page.locator("[data-state]")).hasAttribute("data-state", "stale");
                picture(page, "stale");
            } finally {
                signal(redis, "CONT");
            }
            assertThat(page.locator("[data-state]")).hasAttribute("data-state", "connected");
            assertThat(page.locator("#banner")).isHidden();
            rig.steady("rig/afterwards");
            Locator card = onlyCard(page, "rig/afterwards");
            await().atMost(A_WHILE).until(() -> number(card, "count") == Rig.STEADY);
        }
    }

    @Test
    void whoHasSignedInAcknowledges(@TempDir Path folder) throws IOException, InterruptedException {
        Path accounts = folder.resolve("accounts");
        // "greenhouse", as crypt(3) hashes it.
        Files.writeString(accounts, "anna:operator:$2y$12$Zk0YQW9wVb3mN5rT7uXeCO2iSdhBRZFljx0N8yiP6rSCsrimzP1sa\n");
        spikes(List.of("rig/acknowledged"));
        try (RelayProcess relay = new RelayProcess(demo, "relay.accounts=" + accounts);
                Page page = newPage(ColorScheme.DARK)) {
            page.navigate(relay.page().toString());
            assertThat(page).hasURL(Pattern.compile("/signin$"));
            page.locator("#name").fill("anna");
            page.locator("#password").fill("greenhouse");
            page.getByRole(AriaRole.BUTTON).click();
            assertThat(page.locator("#account")).containsText("anna (operator)");
            page.locator("#anomalies [data-anomaly]", having("rig/acknowledged"))
                    .locator("a")
                    .first()
                    .click();
            Locator acknowledgement = page.locator("#view-anomaly [data-part=acknowledgement]");
            acknowledgement.locator("input").fill("the test was it");
            acknowledgement.locator("button").click();
            assertThat(acknowledgement).containsText("Acknowledged by anna at");
            // What the page asked for before anybody had signed in.
            complaints.removeIf(complaint -> complaint.contains("401 (Unauthorized)"));
        }
    }

    /** An anomaly of each of these sensors. */
    private static void spikes(List<String> sensors) throws IOException, InterruptedException {
        for (String sensor : sensors) {
            rig.steady(sensor);
            rig.spike(sensor);
        }
    }

    private Page newPage(ColorScheme scheme) {
        Page page = chromium.browser()
                .newPage(new Browser.NewPageOptions().setColorScheme(scheme).setViewportSize(1440, 900));
        page.onConsoleMessage(this::complain);
        page.onPageError(complaints::add);
        return page;
    }

    private Page open(URI address, ColorScheme scheme) {
        Page page = newPage(scheme);
        page.navigate(address.toString());
        assertThat(page.locator("[data-state]")).hasAttribute("data-state", "connected");
        return page;
    }

    /** All that fit on the screen. */
    private static void awaitCharts(Page page) {
        await().atMost(A_WHILE)
                .until(() -> page.locator("[data-sensor] figure[data-points]").count() >= 6);
    }

    private static Locator onlyCard(Page page, String sensor) {
        page.locator("#filter").fill(sensor);
        return page.locator("[data-sensor='" + sensor + "']");
    }

    private static Page.LocatorOptions having(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }

    private static double number(Locator card, String field) {
        String value = card.locator("[data-field=\"" + field + "\"]").getAttribute("data-value");
        return value == null ? Double.NaN : Double.parseDouble(value);
    }

    private static void signal(ProcessHandle process, String name) throws IOException, InterruptedException {
        new ProcessBuilder("/bin/kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "page", name + ".png")));
    }

    private void complain(ConsoleMessage message) {
        if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(message.text());
        }
    }
}
