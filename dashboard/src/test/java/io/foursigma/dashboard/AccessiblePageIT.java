// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.foursigma.schemas.Anomaly;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page for everyone: judged by axe-core in each view, with both colour schemes; narrow, wide and without a mouse. */
class AccessiblePageIT extends PageInBrowser {

    @ParameterizedTest
    @CsvSource({
        "LIGHT, #/, #cards canvas",
        "DARK, #/, #cards canvas",
        "LIGHT, #/?view=table, #rows [data-sensor]",
        "DARK, #/?view=table, #rows [data-sensor]",
        "LIGHT, #/sensor/plant-01%2Fhumidity, #view-sensor canvas",
        "DARK, #/sensor/plant-01%2Fhumidity, #view-sensor canvas",
        "LIGHT, #/?group=plant-01/, #group a",
        "DARK, #/?group=plant-01/, #group a",
        "LIGHT, #/groups?open=plant-01/, #view-groups [data-group]",
        "DARK, #/groups/plant-01%2F, #view-groups [data-unit]",
        "LIGHT, #/episodes, #view-episodes [data-episode]",
        "DARK, #/episodes, #view-episodes [data-episode]",
        "LIGHT, #/episode/EPISODE, #view-episode [data-field=count]",
        "DARK, #/episode/EPISODE, #view-episode [data-field=count]",
        "LIGHT, #/anomalies, #view-anomalies [data-anomaly]",
        "DARK, #/anomalies, #view-anomalies [data-anomaly]",
        "LIGHT, #/anomaly/ID, .picture-value",
        "DARK, #/anomaly/ID, .picture-value",
        "LIGHT, #/health, [data-component]",
        "DARK, #/health, [data-component]",
    })
    void nothingSeriousStandsInTheWay(ColorScheme scheme, String address, String shown) {
        plant(3);
        Anomaly anomaly = Objects.requireNonNull(pipeline.apply("plant-01/humidity", NOON + 60_100, 99));
        LedgerState.write(stores, 1_801, 2);
        open(
                scheme,
                address.replace("EPISODE", Objects.requireNonNull(anomaly.episode()))
                        .replace("ID", anomaly.id()),
                1440,
                900);
        assertThat(page.locator(shown).first()).isVisible();
        assertThat(page.locator("#ledger")).hasAttribute("data-ledger", "balanced");
        screenshot(address.replaceAll("\\W+", "-") + scheme);
        Axe.assertNothingSerious(page);
        assertNoComplaints();
    }

    @ParameterizedTest
    @CsvSource({"360, 740", "768, 1024", "3840, 2160"})
    void nothingIsCutOffFromAPhoneToAWall(int width, int height) {
        plant(6);
        Anomaly anomaly = Objects.requireNonNull(pipeline.apply("plant-01/humidity", NOON + 60_100, 99));
        for (String address : List.of(
                "#/",
                "#/?view=table",
                "#/sensor/plant-01%2Fhumidity",
                "#/?group=plant-01/",
                "#/groups",
                "#/groups/plant-01%2F",
                "#/episodes",
                "#/episode/" + anomaly.episode(),
                "#/anomalies",
                "#/anomaly/" + anomaly.id(),
                "#/health")) {
            open(ColorScheme.LIGHT, address, width, height);
            assertThat(page.locator("[data-total=sensors]")).hasText("6");
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                    .as("width of %s", address)
                    .isLessThanOrEqualTo(width);
            screenshot(width + address.replaceAll("\\W+", "-"));
        }
        assertNoComplaints();
    }

    @Test
    void everythingIsReachedByKeyboard() {
        plant(3);
        open(ColorScheme.LIGHT);
        assertThat(page.locator("#cards canvas")).hasCount(3);
        page.keyboard().press("Tab");
        assertThat(page.locator(".skip")).isFocused();
        page.locator("[data-sensor='plant-02/nitrogen'] h3 a").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#sensor-title")).hasText("plant-02/nitrogen");
        assertThat(page.locator("#view-sensor canvas")).isVisible();
        page.locator("#view-sensor figure").focus();
        page.keyboard().press("ArrowLeft");
        assertThat(page.locator("[data-part=live]")).hasAttribute("aria-pressed", "false");
        assertThat(page).hasURL(java.util.regex.Pattern.compile("from=\\d+&to=\\d+"));
        page.keyboard().press("Escape");
        assertThat(page.locator("[data-part=live]")).hasAttribute("aria-pressed", "true");
        page.locator("[data-part=table] summary").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("[data-part=table] tbody tr")).hasCount(50);
        assertNoComplaints();
    }
}
