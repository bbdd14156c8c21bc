// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import io.foursigma.schemas.Anomaly;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Episodes in a real browser: one alarm instead of a flood. */
class EpisodePageIT extends PageInBrowser {

    @Test
    void floodIsOneEpisodeThatGrowsClosesAndLeadsToItsAnomalies() {
        Anomaly first = spike("hall/7", 0);
        open(ColorScheme.LIGHT, "#/episodes", 1440, 900);
        Locator items = page.locator("#view-episodes [data-episode]");
        assertThat(items).hasCount(1);
        // The pipeline's event times lie in the past, beyond what closes it, but nothing of the sensor has come since.
        assertThat(items).hasAttribute("data-episode-state", "quiet");
        assertThat(items).containsText("One anomaly, ");
        again("hall/7", 2_300, 60);
        again("hall/7", 2_600, 40);
        assertThat(items).containsText("3 anomalies in 600 ms, at most");
        assertThat(page.locator("#anomalies [data-anomaly]")).hasCount(3);
        page.locator("[data-view=sensors]").click();
        assertThat(page.locator("#open-episodes")).hasText("1 open episode");
        page.locator("#open-episodes").click();
        assertThat(items).hasCount(1);
        screenshot("episodes");
        items.locator("a").click();
        assertThat(fact("count")).hasText("3");
        assertThat(fact("state")).hasText("quiet");
        assertThat(fact("closed")).hasCount(0);
        again("hall/7", 2_600 + TestPipeline.QUIET_MILLIS + 1, 18);
        assertThat(fact("state")).hasText("closed");
        assertThat(fact("closes")).hasCount(0);
        page.locator("#view-episode [data-part=anomalies]").click();
        assertThat(page.locator("#view-anomalies [data-anomaly]")).hasCount(3);
        page.locator("#view-anomalies [data-anomaly='" + first.id() + "'] a").click();
        page.locator("#view-anomaly [data-part=episode]").click();
        assertThat(page.locator("#episode-title")).hasText("hall/7");
        page.locator("[data-view=sensors]").click();
        assertThat(page.locator("#open-episodes")).isHidden();
        assertNoComplaints();
    }

    @Test
    void listIsConfinedAndWhatClosesLeavesTheOpenOnes() {
        spike("a", 0);
        spike("b", 60_000);
        open(ColorScheme.LIGHT, "#/episodes", 1440, 900);
        Locator items = page.locator("#view-episodes [data-episode]");
        assertThat(items).hasCount(2);
        assertThat(items.first()).containsText("b");
        page.locator("#view-episodes [name=state]").selectOption("open");
        page.locator("#view-episodes [type=submit]").click();
        assertThat(items).hasCount(2);
        again("a", 2_000 + TestPipeline.QUIET_MILLIS + 1, 18);
        assertThat(items).hasCount(1);
        assertThat(page.locator("#view-episodes [data-part=download]"))
                .hasAttribute("href", "api/episodes.csv?state=open&size=10000");
        page.locator("#view-episodes [name=state]").selectOption("closed");
        page.locator("#view-episodes [type=submit]").click();
        assertThat(items).hasAttribute("data-episode-state", "closed");
        page.locator("#view-episodes [type=reset]").click();
        assertThat(items).hasCount(2);
        page.locator("#view-episodes [name=from]").fill("2026-01-01T12:00:30");
        page.locator("#view-episodes [type=submit]").click();
        assertThat(items).hasCount(1);
        assertThat(items).containsText("b");
        assertNoComplaints();
    }

    @Test
    void operatorAcknowledgesAnEpisodeAndItHoldsWhenItGoesOn() {
        Anomaly anomaly = spike("hall/7", 0);
        open(ColorScheme.LIGHT, "#/episode/" + anomaly.id(), 1440, 900);
        Locator acknowledgement = page.locator("#view-episode [data-part=acknowledgement]");
        acknowledgement.locator("input").fill("the pump was off");
        acknowledgement.locator("button").click();
        assertThat(acknowledgement).containsText("Acknowledged by local at");
        again("hall/7", 2_300, 60);
        assertThat(fact("count")).hasText("2");
        assertThat(acknowledgement).hasAttribute("data-acknowledged", "true");
        page.locator("[data-view=episodes]").click();
        Locator item = page.locator("#view-episodes [data-episode]");
        assertThat(item).containsText(Pattern.compile("Acknowledged by local at .*: the pump was off"));
        page.reload();
        assertThat(item).hasAttribute("data-acknowledged", "true");
        item.locator("a").click();
        acknowledgement.locator("button").click();
        assertThat(acknowledgement.locator("input")).isVisible();
        assertNoComplaints();
    }

    @Test
    void whatChangedWhileTheRelayWasAwayIsThereAfterwards() {
        spike("a", 0);
        open(ColorScheme.LIGHT, "#/episodes", 1440, 900);
        Locator items = page.locator("#view-episodes [data-episode]");
        assertThat(items).hasCount(1);
        int port = relay.port();
        relay.close();
        again("a", 2_000 + TestPipeline.QUIET_MILLIS + 1, 18);
        spike("b", 60_000);
        relay = start(port);
        assertThat(items).hasCount(2);
        assertThat(page.locator("#view-episodes [data-episode-state=closed]")).containsText("a");
    }

    @Test
    void unknownEpisodeIsSaid() {
        open(ColorScheme.LIGHT, "#/episode/topic.0.99.0", 1440, 900);
        assertThat(page.locator("#view-episode [data-part=missing]")).hasText("There is no such episode.");
    }

    private Locator fact(String name) {
        return page.locator("#view-episode [data-field=" + name + "] td");
    }

    private void again(String sensor, long offset, double value) {
        pipeline.apply(sensor, NOON + offset, value);
    }

    /** A window of twenty values around 18.2, and then a value that is none of them. */
    private Anomaly spike(String sensor, long offset) {
        for (int i = 0; i < 20; i++) {
            again(sensor, offset + 100L * i, 18 + 0.2 * (i % 3));
        }
        return Objects.requireNonNull(pipeline.apply(sensor, NOON + offset + 2_000, 50));
    }
}
