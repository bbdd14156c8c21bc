// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import io.foursigma.schemas.Limits;
import io.foursigma.schemas.PolicyChange;
import io.foursigma.schemas.SensorPolicy;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Groups of sensors by the paths of their names, in a real browser. */
class GroupsPageIT extends PageInBrowser {

    @Test
    void treeTellsWhatAllReadingsOfAGroupSayAndLeadsToItsSensors() {
        feed(0, 20.5, 21.25, 19.75);
        pipeline.apply("greenhouse-7/top/temperature", NOON, 30);
        pipeline.apply("cellar/humidity", NOON, 60);
        open(ColorScheme.LIGHT, "#/groups", 1440, 900);
        assertThat(groups()).hasCount(2);
        assertThat(field("greenhouse-7/", "sensors")).hasText("2");
        assertThat(field("greenhouse-7/", "count")).hasAttribute("data-value", "4");
        assertThat(field("greenhouse-7/", "mean")).hasAttribute("data-value", "22.875");
        feed(300, 22.125);
        assertThat(field("greenhouse-7/", "count")).hasAttribute("data-value", "5");
        assertThat(field("greenhouse-7/", "range")).hasText("19.75 … 30.00");
        row("greenhouse-7/").locator("button").click();
        assertThat(groups()).hasCount(3);
        assertThat(row("greenhouse-7/top/").locator("[data-field=name] a")).hasText("top/");
        page.reload();
        assertThat(groups()).hasCount(3);
        row("greenhouse-7/").locator("button").click();
        assertThat(groups()).hasCount(2);
        row("greenhouse-7/").locator("[data-field=name] a").click();
        assertThat(groups()).hasCount(1);
        assertThat(page.locator("[data-part=path] [aria-current]")).hasText("greenhouse-7/");
        assertThat(page.locator("[data-unit='']")).hasAttribute("data-count", "5");
        page.locator("[data-part=path] a").click();
        field("greenhouse-7/", "sensors").locator("a").click();
        assertThat(page.locator("[data-sensor]")).hasCount(2);
        assertThat(page.locator("[data-sensor='cellar/humidity']")).hasCount(0);
        assertThat(page.locator("#group a").first()).hasText("greenhouse-7/");
        page.locator("#group [data-part=leave]").click();
        assertThat(page.locator("[data-sensor]")).hasCount(3);
        assertNoComplaints();
    }

    @Test
    void valuesOfDifferentUnitsAreKeptApart() {
        pipeline.apply("a/t", NOON, 20);
        pipeline.apply("a/h", NOON, 60);
        setPolicy("a/t", "\u00b0C", Limits.NONE);
        setPolicy("a/h", "%", Limits.NONE);
        open(ColorScheme.LIGHT, "#/groups", 1440, 900);
        assertThat(field("a/", "mean")).hasText("different units: %, \u00b0C");
        row("a/").locator("[data-field=name] a").click();
        assertThat(page.locator("[data-unit='\u00b0C']")).hasAttribute("data-mean", "20");
        assertThat(page.locator("[data-unit='%']")).hasAttribute("data-mean", "60");
        assertThat(page.locator("#view-groups .hint")).containsText("never merged");
        assertNoComplaints();
    }

    /** The relay finds the states of groups, the page those of sensors: by the same rules. */
    @Test
    void everyStateIsTheSameInTheGroupsAsInTheOverview() {
        long now = System.currentTimeMillis();
        steady("b/stale", now - 90_000);
        steady("b/quiet", now - 20_000);
        relay.close();
        relay = start(0);
        for (String sensor : List.of("a/alarm", "a/warn", "a/anomalous", "a/normal")) {
            steady(sensor, now);
        }
        pipeline.apply("a/late", now - 120_000, 5);
        pipeline.apply("a/learning", now, 5);
        setPolicy("a/alarm", null, new Limits(null, null, null, 20.0));
        setPolicy("a/warn", null, new Limits(null, 30.0, null, null));
        open(ColorScheme.LIGHT);
        pipeline.apply("a/anomalous", now, 90);
        for (String state : List.of("alarm", "anomalous", "warn", "stale", "late", "quiet", "learning", "normal")) {
            assertThat(page.locator("[data-count=" + state + "]")).hasAttribute("data-value", "1");
            assertThat(statesOfAll(state)).as(state).isEqualTo("1");
        }
        page.locator("[data-view=groups]").click();
        assertThat(row("a/").locator(".state")).hasAttribute("data-attention", "alarm");
        assertThat(row("b/").locator(".state")).hasAttribute("data-attention", "stale");
        assertNoComplaints();
    }

    @Test
    void treeIsUsedByKeyboard() {
        for (String sensor : List.of("a/b/1", "a/c/2", "d/3")) {
            pipeline.apply(sensor, NOON, 1);
        }
        open(ColorScheme.LIGHT, "#/groups", 1440, 900);
        row("a/").locator("button").focus();
        assertThat(row("a/").locator("button")).hasAttribute("aria-expanded", "false");
        page.keyboard().press("Enter");
        assertThat(row("a/").locator("button")).hasAttribute("aria-expanded", "true");
        assertThat(groups()).hasCount(4);
        page.keyboard().press("ArrowDown");
        assertThat(row("a/b/").locator("[data-field=name] a")).isFocused();
        page.keyboard().press("ArrowUp");
        page.keyboard().press("ArrowLeft");
        assertThat(groups()).hasCount(2);
        assertThat(row("a/").locator("[data-field=name] a")).isFocused();
        page.keyboard().press("ArrowRight");
        assertThat(groups()).hasCount(4);
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile("#/groups/a%2F$"));
        assertThat(groups()).hasCount(2);
        assertNoComplaints();
    }

    @Test
    void tenThousandGroupsScrollWhileAScreenfulIsInTheDocument() {
        for (int i = 0; i < 10_000; i++) {
            pipeline.apply("device-%05d/hall/temperature".formatted(i), NOON + i, i);
        }
        open(ColorScheme.LIGHT, "#/groups", 1440, 900);
        assertThat(page.locator("[data-total=sensors]")).hasText("10,000");
        assertThat(row("device-00000/")).isVisible();
        assertThat(page.locator("#view-groups [role=table]")).hasAttribute("aria-rowcount", "10001");
        assertThat(page.locator("[data-part=sensors]")).hasText("Show its 10,000 sensors");
        page.mouse().move(400, 500);
        page.mouse().wheel(0, 1_000_000);
        assertThat(row("device-09999/")).isVisible();
        assertThat(field("device-09999/", "mean")).hasAttribute("data-value", "9999");
        row("device-09999/").locator("button").click();
        assertThat(row("device-09999/hall/")).isVisible();
        assertThat(groups().count()).isBetween(10, 80);
        assertNoComplaints();
    }

    @Test
    void groupThatIsNotThereIsSaid() {
        open(ColorScheme.LIGHT, "#/groups/nowhere", 1440, 900);
        assertThat(page.locator("#view-groups [data-part=problem]")).containsText("There is no such group");
    }

    private void steady(String sensor, long end) {
        for (int i = 0; i < 40; i++) {
            pipeline.apply(sensor, end - 100L * (39 - i), 20 + 0.1 * (i % 3));
        }
    }

    private void setPolicy(String sensor, @Nullable String unit, Limits limits) {
        SensorPolicy policy = new SensorPolicy(sensor, unit, limits, "local", 1);
        long unused = stores.policies()
                .append(new PolicyChange(policy.key(), policy))
                .toCompletableFuture()
                .join();
    }

    /** How many sensors are in a state, as the relay says it. */
    private String statesOfAll(String state) {
        return page.evaluate("async (state) => (await (await fetch('api/groups')).json()).group.states[state]", state)
                .toString();
    }

    private Locator groups() {
        return page.locator("#view-groups [data-group]");
    }

    private Locator row(String prefix) {
        return page.locator("[data-group='" + prefix + "']");
    }

    private Locator field(String prefix, String name) {
        return row(prefix).locator("[data-field=" + name + "]");
    }
}
