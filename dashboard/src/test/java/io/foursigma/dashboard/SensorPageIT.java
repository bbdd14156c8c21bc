// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** One sensor, live and in the past, in a real browser. */
class SensorPageIT extends PageInBrowser {

    private static final String PLANT = "plant-01/humidity";
    private static final String ADDRESS = "#/sensor/plant-01%2Fhumidity";

    @Test
    void liveChartShowsValuesWindowsAndAnomaliesAndTheNumbersAreRight() {
        feed(0, 18, 18.2, 18.4, 18, 18.2, 18.4, 18, 18.2, 18.4, 18.2);
        open(ColorScheme.LIGHT, "#/sensor/" + SENSOR.replace("/", "%2F"), 1440, 900);
        assertThat(figure()).hasAttribute("data-points", "10");
        feed(2_000, 18.3, 21.9);
        assertThat(figure()).hasAttribute("data-points", "12");
        assertThat(figure()).hasAttribute("data-marked", "1");
        assertThat(figure()).hasAttribute("data-windows", Pattern.compile("[1-9]"));
        assertThat(page.locator("[data-source]")).containsText("Live");
        assertThat(page.locator("[data-source]")).containsText("Windows from Elasticsearch");
        assertThat(shown("value")).hasAttribute("data-value", "21.9");
        assertThat(shown("count")).hasText("12");
        assertThat(Double.parseDouble(shown("mean").getAttribute("data-value"))).isEqualTo(mean());
        assertThat(shown("window")).hasText("18.20 \u00b1 0.15 of 10, until 12:00:02");
        assertThat(shown("source")).hasText("partition 0, offset 11");
        assertThat(page.locator("#view-sensor [data-part=badge]")).containsText("anomalous");
        assertNoComplaints();
    }

    @Test
    void dragZoomsIntoRawReadingsAndTheAddressRemembersIt() {
        plant(1);
        open(ColorScheme.LIGHT, "#/sensor/plant-01%2Fhumidity", 1440, 900);
        assertThat(figure()).hasAttribute("data-points", Pattern.compile("6\\d\\d"));
        BoundingBox box =
                Objects.requireNonNull(page.locator("#view-sensor .u-over").boundingBox());
        page.mouse().move(box.x + box.width * 0.4, box.y + 60);
        page.mouse().down();
        page.mouse().move(box.x + box.width * 0.6, box.y + 60);
        page.mouse().up();
        assertThat(page).hasURL(Pattern.compile("from=\\d+&to=\\d+"));
        assertThat(page.locator("[data-part=live]")).hasAttribute("aria-pressed", "false");
        for (int visit = 1; visit <= 2; visit++) {
            assertThat(page.locator("[data-source]")).containsText("Raw readings from Kafka");
            assertThat(figure()).hasAttribute("data-points", Pattern.compile("1[12]\\d"));
            page.mouse().move(box.x + box.width * 0.5, box.y + 80);
            assertThat(page.locator("[data-part=crosshair]")).containsText("baseline mean");
            page.reload();
        }
        screenshot("zoomed");
        assertNoComplaints();
    }

    @Test
    void aLongSpanIsDrawnFromWindowsAndTheCrosshairTellsExactNumbers() {
        for (int i = 0; i < 12_000; i++) {
            pipeline.apply(PLANT, NOON + 100L * i, i == 6_050 ? 99.5 : i % 10);
        }
        open(ColorScheme.LIGHT, ADDRESS + "?from=" + NOON + "&to=" + (NOON + 1_200_000), 1440, 900);
        assertThat(page.locator("[data-source]")).containsText("Windows from Elasticsearch: 599 of them");
        assertThat(page.locator("[data-source]")).not().containsText("Kafka");
        assertThat(figure()).hasAttribute("data-marked", "1");
        Locator over = page.locator("#view-sensor .u-over");
        BoundingBox box = Objects.requireNonNull(over.boundingBox());
        page.mouse().move(box.x + box.width * 605_500 / 1_200_000, box.y + 40);
        assertThat(page.locator("[data-part=crosshair]")).containsText("range 0 \u2026 99.5");
        screenshot("history");
        assertNoComplaints();
    }

    @Test
    void whoPausesKeepsTheSpanWhileValuesComeAndLiveLeadsBack() {
        feed(0, 18, 18.2, 18.4);
        open(ColorScheme.LIGHT, "#/sensor/" + SENSOR.replace("/", "%2F"), 1440, 900);
        assertThat(figure()).hasAttribute("data-points", "3");
        page.locator("[data-part=live]").click();
        String to = figure().getAttribute("data-to");
        feed(300, 18.1);
        assertThat(shown("count")).hasText("4");
        assertThat(figure()).hasAttribute("data-to", to);
        page.locator("[data-part=live]").click();
        assertThat(figure()).hasAttribute("data-to", Long.toString(NOON + 300));
        page.locator("[data-part=spans] button").nth(1).click();
        assertThat(page).hasURL(Pattern.compile("span=300000"));
        assertNoComplaints();
    }

    @Test
    void indexThatIsAwayIsSaidAndTheLiveValuesGoOn() {
        feed(0, 18, 18.2, 18.4);
        readers.takeAway(Health.ELASTICSEARCH);
        open(ColorScheme.LIGHT, "#/sensor/" + SENSOR.replace("/", "%2F"), 1440, 900);
        assertThat(page.locator("[data-source]")).containsText("The past cannot be read now.");
        feed(300, 18.1);
        assertThat(figure()).hasAttribute("data-points", "4");
        readers.bringBack(Health.ELASTICSEARCH);
        assertThat(page.locator("[data-source]")).not().containsText("cannot");
    }

    private Locator figure() {
        return page.locator("#view-sensor figure");
    }

    private Locator shown(String name) {
        return page.locator("[data-part=numbers] [data-field=" + name + "]");
    }
}
