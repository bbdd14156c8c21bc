// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.Progress;
import io.foursigma.stores.ReadingOffsets.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a person sees of values, anomalies and what is wrong. */
class RelayPageIT extends PageInBrowser {

    @Test
    void valuesAppearAndMoveAndTheNumbersAreRight() {
        open(ColorScheme.LIGHT);
        assertThat(page.locator("#empty")).isVisible();
        feed(0, 20.5, 21.25, 19.75);
        assertThat(field("value")).hasAttribute("data-value", "19.75");
        feed(300, 22.125);
        assertThat(field("value")).hasAttribute("data-value", "22.125");
        assertThat(field("count")).hasText("4");
        assertThat(number("mean")).isEqualTo(mean());
        assertThat(number("std")).isCloseTo(std(), org.assertj.core.data.Offset.offset(1e-15));
        assertThat(number("min")).isEqualTo(19.75);
        assertThat(number("max")).isEqualTo(22.125);
        assertThat(card()).hasAttribute("data-verdict", "learning");
        assertThat(chart()).hasAttribute("data-points", "4");
        assertThat(page.locator("[data-state]")).hasAttribute("data-state", "connected");
        assertNoComplaints();
    }

    @Test
    void anomalyIsMarkedListedAndExplained() {
        open(ColorScheme.LIGHT);
        feed(0, 18, 18.2, 18.4, 18, 18.2, 18.4, 18, 18.2, 18.4, 18.2);
        feed(2_000, 18.3);
        assertThat(card()).hasAttribute("data-verdict", "normal");
        feed(2_100, 21.9);
        assertThat(card()).hasAttribute("data-verdict", "anomalous");
        assertThat(chart()).hasAttribute("data-marked", "1");
        Locator items = page.locator("#anomalies [data-anomaly]");
        assertThat(items).hasCount(1);
        assertThat(items.first().locator("p").first())
                .hasText("21.9 is 23.9 standard deviations above 18.2, the mean of 10 values"
                        + " from 12:00:00 to 12:00:02.");
        assertThat(page.locator("#anomalies")).hasAttribute("aria-live", "polite");
        assertNoComplaints();
    }

    @Test
    void timesAreToldInTheReadersZoneOrInUtcAsChosen() {
        open(ColorScheme.LIGHT);
        feed(0, 18, 18.2, 18.4, 18, 18.2, 18.4, 18, 18.2, 18.4, 18.2);
        feed(2_100, 21.9);
        Locator explanation = page.locator("#anomalies [data-anomaly] p").first();
        assertThat(explanation).containsText("from 12:00:00 to 12:00:02");
        assertThat(field("time")).containsText("12:00:02");
        String hour = Instant.ofEpochMilli(NOON).toString().substring(11, 13);
        assertThat(hour).isNotEqualTo("12");
        page.locator("#zone").click();
        for (int visit = 1; visit <= 2; visit++) {
            assertThat(page.locator("#zone")).hasAttribute("aria-pressed", "true");
            assertThat(explanation).containsText("from " + hour + ":00:00 to " + hour + ":00:02");
            assertThat(field("time")).containsText(hour + ":00:02");
            page.reload();
        }
        page.locator("#zone").click();
        assertThat(explanation).containsText("from 12:00:00 to 12:00:02");
        assertNoComplaints();
    }

    @Test
    void olderAnomaliesAreShownPageAfterPage() {
        List<String> newestFirst = new ArrayList<>();
        for (int sensor = 0; sensor < 250; sensor++) {
            for (int i = 0; i < 10; i++) {
                pipeline.apply("s" + sensor, NOON + 100L * i, 18 + 0.2 * (i % 3));
            }
            newestFirst.add(
                    0,
                    Objects.requireNonNull(pipeline.apply("s" + sensor, NOON + 2_000 + sensor, 25))
                            .id());
        }
        open(ColorScheme.LIGHT);
        Locator items = page.locator("#anomalies [data-anomaly]");
        Locator older = page.locator("#older");
        assertThat(items).hasCount(100);
        older.click();
        assertThat(items).hasCount(200);
        Anomaly another = Objects.requireNonNull(pipeline.apply("s0", NOON + 2_500, 27));
        newestFirst.add(0, another.id());
        assertThat(items).hasCount(201);
        older.click();
        assertThat(items).hasCount(251);
        assertThat(older).isHidden();
        assertThat(anomalyIds()).containsExactlyElementsOf(newestFirst);
        assertNoComplaints();
    }

    @Test
    void relayThatGoesAndComesBackLeavesNoGapAndDoublesNothing() {
        open(ColorScheme.LIGHT);
        feed(0, 18, 18.2, 18.4, 18, 18.2, 18.4, 18, 18.2, 18.4, 18.2);
        Anomaly before = Objects.requireNonNull(pipeline.apply(SENSOR, NOON + 2_000, 25));
        values.add(25.0);
        assertThat(page.locator("#anomalies [data-anomaly]")).hasCount(1);
        assertThat(chart()).hasAttribute("data-points", "11");
        int port = relay.port();
        relay.close();
        assertThat(page.locator("[data-state]")).hasAttribute("data-state", "reconnecting");
        Anomaly meanwhile = Objects.requireNonNull(pipeline.apply(SENSOR, NOON + 2_100, 11));
        values.add(11.0);
        feed(2_200, 18.3);
        relay = start(port);
        assertThat(page.locator("[data-state]")).hasAttribute("data-state", "connected");
        feed(2_300, 18.25);
        assertThat(field("value")).hasAttribute("data-value", "18.25");
        assertThat(field("count")).hasText("14");
        assertThat(number("mean")).isCloseTo(mean(), org.assertj.core.data.Offset.offset(1e-14));
        assertThat(anomalyIds()).containsExactly(meanwhile.id(), before.id());
        assertThat(chart()).hasAttribute("data-points", "14");
        assertThat(chart()).hasAttribute("data-marked", "2");
        complaints.removeIf(complaint -> complaint.contains("ERR_CONNECTION_REFUSED"));
        assertNoComplaints();
    }

    @Test
    void manyAnomaliesWhileTheRelayWasAwayLeaveNoGapAndDoubleNone() {
        List<String> newestFirst = new ArrayList<>();
        spikes(0, 150, newestFirst);
        open(ColorScheme.LIGHT);
        Locator items = page.locator("#anomalies [data-anomaly]");
        assertThat(items).hasCount(100);
        page.locator("#older").click();
        assertThat(items).hasCount(150);
        int port = relay.port();
        relay.close();
        assertThat(page.locator("[data-state]")).hasAttribute("data-state", "reconnecting");
        spikes(150, 400, newestFirst);
        relay = start(port);
        assertThat(page.locator("[data-state]")).hasAttribute("data-state", "connected");
        assertThat(items).hasCount(400);
        assertThat(anomalyIds()).containsExactlyElementsOf(newestFirst);
        complaints.removeIf(complaint -> complaint.contains("ERR_CONNECTION_REFUSED"));
        assertNoComplaints();
    }

    /** An anomaly of each of some sensors, each a millisecond after the one before. */
    private void spikes(int from, int to, List<String> newestFirst) {
        for (int sensor = from; sensor < to; sensor++) {
            for (int i = 0; i < 10; i++) {
                pipeline.apply("s" + sensor, NOON + 100L * i, 18 + 0.2 * (i % 3));
            }
            Anomaly anomaly = Objects.requireNonNull(pipeline.apply("s" + sensor, NOON + 2_000 + sensor, 25));
            newestFirst.add(0, anomaly.id());
        }
    }

    @Test
    void valuesAreCalledStaleWhileTheirStoreIsAway() {
        open(ColorScheme.LIGHT);
        feed(0, 20.5);
        assertThat(field("value")).hasAttribute("data-value", "20.5");
        Locator banner = page.locator("#banner");
        assertThat(banner).isHidden();
        readers.takeAway(Health.REDIS);
        assertThat(page.locator("[data-state]")).hasAttribute("data-state", "stale");
        assertThat(banner)
                .hasText(Pattern.compile(
                        "Redis away since \\d\\d:\\d\\d:\\d\\d; values are from \\d\\d:\\d\\d:\\d\\d\\."));
        assertThat(banner).hasAttribute("role", "alert");
        feed(100, 20.75);
        readers.bringBack(Health.REDIS);
        assertThat(page.locator("[data-state]")).hasAttribute("data-state", "connected");
        assertThat(field("value")).hasAttribute("data-value", "20.75");
        assertThat(banner).isHidden();
        assertNoComplaints();
    }

    @Test
    void theBannerSaysWhatElseIsAwayAndWhatThatMeans() {
        open(ColorScheme.LIGHT);
        Locator banner = page.locator("#banner");
        readers.takeAway(Health.ELASTICSEARCH);
        readers.takeAway(Health.CASSANDRA);
        String clock = "\\d\\d:\\d\\d:\\d\\d";
        assertThat(banner)
                .hasText(
                        Pattern.compile("Elasticsearch away since " + clock
                                + "; anomalies that were not announced are missing\\. Cassandra away since " + clock
                                + "; the ledger cannot be read\\."),
                        LATER);
        screenshot("away");
        readers.bringBack(Health.ELASTICSEARCH);
        readers.bringBack(Health.CASSANDRA);
        assertThat(banner).isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(10_000));
        relay.close();
        assertThat(banner)
                .hasText(
                        Pattern.compile("The relay cannot be reached since " + clock + "; no values have come yet\\."));
    }

    @Test
    void ledgerLineShowsTheEquationAndWhatLiesOutside() {
        LedgerState.write(stores, 1_234, 2);
        readers.kafkaHolds(Map.of(0, new Span(1_240, 1_300)), 3);
        open(ColorScheme.LIGHT);
        assertThat(page.locator("[data-ledger-text]"))
                .hasText(
                        "1,236 read = 1,234 applied + 2 dead letters \u00b7 0 late \u00b7 0 replayed"
                                + " \u00b7 4 about to be lost \u00b7 3 documents refused \u00b7 lag 64",
                        LATER);
        assertThat(page.locator("#ledger")).hasAttribute("data-ledger", "balanced");
        assertThat(page.locator("#ledger-alarm")).isHidden();
        assertNoComplaints();
    }

    @Test
    void ledgerThatDoesNotBalanceRaisesAnAlarmInWordsAndWithAnIcon() {
        relay.close();
        Progress progress = new Progress(1_236, 1_236, 1_200, 2, 0, 0, 0);
        LedgerState.write(stores, 0, progress, Map.of("sensor", LedgerState.counted(1_199)));
        relay = start(0);
        open(ColorScheme.LIGHT);
        Locator alarm = page.locator("#ledger-alarm");
        assertThat(alarm)
                .hasText(
                        "The ledger does not balance. Partition 0: 1,236 read, but 1,200 applied + 2 dead letters:"
                                + " 34 missing. Bucket 0: its sensors count 1,199 readings, but 1,200 were applied.",
                        LATER);
        assertThat(alarm).isVisible();
        assertThat(alarm).hasAttribute("role", "alert");
        assertThat(alarm.locator("svg")).isVisible();
        assertThat(page.locator("#ledger")).hasAttribute("data-ledger", "unbalanced");
        screenshot("alarm");
        assertNoComplaints();
    }
}
