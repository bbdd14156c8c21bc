// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import io.foursigma.schemas.Acknowledgement;
import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.BaselineStats;
import io.foursigma.schemas.PolicyChange;
import io.foursigma.schemas.Position;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Looking for anomalies, and why one is one, in a real browser. */
class AnomalyPageIT extends PageInBrowser {

    @Test
    void anomaliesAreFoundBySensorTimeAndSigmasAndNewOnesJoinThem() {
        spike("a", 0, 20);
        spike("a", 60_000, 60);
        spike("b", 120_000, 60);
        open(ColorScheme.LIGHT, "#/anomalies", 1440, 900);
        Locator items = page.locator("#view-anomalies [data-anomaly]");
        assertThat(items).hasCount(3);
        page.locator("#view-anomalies [name=sensor]").fill("a");
        page.locator("#view-anomalies [type=submit]").click();
        assertThat(items).hasCount(2);
        page.locator("#view-anomalies [name=sigmas]").fill("50");
        page.locator("#view-anomalies [type=submit]").click();
        assertThat(items).hasCount(1);
        assertThat(page.locator("#view-anomalies [data-part=download]"))
                .hasAttribute("href", "api/anomalies.csv?sensor=a&sigmas=50&size=10000");
        spike("b", 180_000, 70);
        spike("a", 240_000, 70);
        assertThat(items).hasCount(2);
        page.reload();
        assertThat(items).hasCount(2);
        page.locator("#view-anomalies [type=reset]").click();
        assertThat(items).hasCount(5);
        page.locator("#view-anomalies [name=from]").fill("2026-01-01T12:01:01");
        page.locator("#view-anomalies [name=to]").fill("2026-01-01T12:03:01");
        page.locator("#view-anomalies [type=submit]").click();
        assertThat(items).hasCount(2);
        assertNoComplaints();
    }

    @Test
    void anomalyIsExplainedInWordsNumbersAndAPictureAndKafkaSaysTheSame() {
        Anomaly anomaly = spike("hall/7", 0, 20);
        open(ColorScheme.LIGHT);
        page.locator("#anomalies [data-anomaly] a").click();
        assertThat(page.locator("[data-part=words]"))
                .hasText(
                        "20 is 11.2 standard deviations above 18.19, the mean of 20 values from 12:00:00 to 12:00:02."
                                + " A value from 17.55 to 18.83 would have been normal: 4 standard deviations around the mean.");
        assertThat(fact("sigmas"))
                .hasText(Objects.requireNonNull(anomaly.sigmas()).toString());
        assertThat(fact("mean")).hasText(Double.toString(anomaly.baseline().mean()));
        assertThat(fact("std")).hasText(Double.toString(anomaly.baseline().std()));
        assertThat(fact("count")).hasText("20");
        assertThat(fact("time")).containsText("12:00:02.000");
        assertThat(fact("position")).hasText("topic topic, partition 0, offset 20");
        assertThat(page.locator(".picture-value")).isVisible();
        assertThat(page.locator(".picture-reading")).hasCount(0);
        page.locator("[data-part=recompute]").click();
        assertThat(page.locator("[data-part=outcome]")).hasAttribute("data-outcome", "agrees");
        assertThat(page.locator("[data-part=outcome]")).containsText("the same numbers, to the last digit");
        assertThat(page.locator(".picture-reading")).hasCount(20);
        screenshot("explained");
        page.locator("#view-anomaly [data-part=sensor]").click();
        assertThat(page.locator("#view-sensor figure")).hasAttribute("data-marked", "1");
        assertNoComplaints();
    }

    @Test
    void documentThatKafkaContradictsIsShownNumberByNumber() {
        for (int i = 0; i <= 20; i++) {
            String reading =
                    "{\"sensor\":\"s\",\"time\":%d,\"value\":%d}".formatted(NOON + 100L * i, i < 20 ? i % 2 : 50);
            readers.readings().append(0, NOON + 100L * i, reading.getBytes(UTF_8));
        }
        Anomaly wrong = new Anomaly(
                new Position("topic", 0, 20, 0),
                "s",
                NOON + 2_000,
                50,
                99.0,
                new BaselineStats(NOON, NOON + 2_000, 20, 0.625, 0.5),
                new Anomaly.Rule(4, 8, 0),
                NOON + 2_000,
                NOON + 4_000,
                NOON + 2_000,
                NOON + 2_001);
        stores.insights().put(List.of(wrong), List.of());
        open(ColorScheme.LIGHT, "#/anomaly/" + wrong.id(), 1440, 900);
        page.locator("[data-part=recompute]").click();
        assertThat(page.locator("[data-part=outcome]")).hasAttribute("data-outcome", "differs");
        assertThat(page.locator("[data-part=compared] tbody"))
                .containsText(Pattern.compile("baseline\\.mean\\s*0\\.625\\s*0\\.5"));
    }

    @Test
    void operatorAcknowledgesWithANoteAndEveryPageSeesIt() {
        Anomaly anomaly = spike("hall/7", 0, 20);
        open(ColorScheme.LIGHT, "#/anomaly/" + anomaly.id(), 1440, 900);
        Locator acknowledgement = page.locator("#view-anomaly [data-part=acknowledgement]");
        acknowledgement.locator("input").fill("the <b>pump</b> was off");
        acknowledgement.locator("button").click();
        assertThat(acknowledgement).containsText("Acknowledged by local at");
        assertThat(acknowledgement).containsText("the <b>pump</b> was off");
        page.reload();
        assertThat(acknowledgement).hasAttribute("data-acknowledged", "true");
        acknowledgement.locator("button").click();
        assertThat(acknowledgement.locator("input")).isVisible();
        assertNoComplaints();
    }

    /** The stream tells of the newest 100 only: an older one is 130 back. */
    @Test
    void everyAnomalyOfTheListShowsWhoHasSeenIt() {
        // What a relay finds when it starts it tells nobody as news.
        relay.close();
        Anomaly old = spike("old", 0, 20);
        for (int i = 1; i <= 130; i++) {
            stores.insights().put(List.of(TestPipeline.anomaly("many", 1_000 + i, NOON + 60_000L * i, 50)), List.of());
        }
        acknowledge(old, "the pump was off");
        relay = start(0);
        open(ColorScheme.LIGHT, "#/anomalies", 1440, 900);
        Locator items = page.locator("#view-anomalies [data-anomaly]");
        assertThat(items).hasCount(100);
        page.locator("#view-anomalies [data-part=more]").click();
        assertThat(items).hasCount(131);
        Locator item = page.locator("#view-anomalies [data-anomaly='" + old.id() + "']");
        assertThat(item).containsText(Pattern.compile("Acknowledged by bob at .*: the pump was off"));
        assertThat(page.locator("#view-anomalies [data-acknowledged=true]")).hasCount(1);
        item.locator("a").click();
        assertThat(page.locator("#view-anomaly [data-part=acknowledgement]")).hasAttribute("data-acknowledged", "true");
        page.reload();
        assertThat(page.locator("#view-anomaly [data-part=acknowledgement]")).hasAttribute("data-acknowledged", "true");
        page.locator("#view-anomaly [data-part=acknowledgement] button").click();
        assertThat(page.locator("#view-anomaly [data-part=acknowledgement]"))
                .hasAttribute("data-acknowledged", "false");
        assertNoComplaints();
    }

    @Test
    void acknowledgementIsShownInTheListAsSoonAsItIsGiven() {
        Anomaly anomaly = spike("hall/7", 0, 20);
        open(ColorScheme.LIGHT, "#/anomalies", 1440, 900);
        Locator item = page.locator("#view-anomalies [data-anomaly]");
        assertThat(item).hasAttribute("data-acknowledged", "false");
        acknowledge(anomaly, null);
        assertThat(item).containsText("Acknowledged by bob at");
        assertThat(page.locator("#anomalies [data-anomaly]")).hasAttribute("data-acknowledged", "true");
    }

    @Test
    void unknownAnomalyIsSaid() {
        open(ColorScheme.LIGHT, "#/anomaly/topic.0.99.0", 1440, 900);
        assertThat(page.locator("#view-anomaly [data-part=missing]")).hasText("There is no such anomaly.");
    }

    private void acknowledge(Anomaly anomaly, @Nullable String note) {
        Acknowledgement seen = new Acknowledgement(anomaly.id(), "bob", NOON, note);
        long unused = stores.policies()
                .append(new PolicyChange(seen.key(), seen))
                .toCompletableFuture()
                .join();
    }

    private Locator fact(String name) {
        return page.locator("#view-anomaly [data-field=" + name + "] td");
    }

    /** A window of twenty values around 18.2, and then a value that is none of them. */
    private Anomaly spike(String sensor, long offset, double value) {
        for (int i = 0; i < 20; i++) {
            pipeline.apply(sensor, NOON + offset + 100L * i, 18 + 0.2 * (i % 3));
        }
        return Objects.requireNonNull(pipeline.apply(sensor, NOON + offset + 2_000, value));
    }
}
