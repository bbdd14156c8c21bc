// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.foursigma.dashboard.testing.Chromium;
import io.foursigma.schemas.Limits;
import io.foursigma.schemas.PolicyChange;
import io.foursigma.schemas.SensorPolicy;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.memory.InMemoryStores;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The page's modules of policies, in a real browser. */
@Tag("browser")
class PolicyPageIT {

    private static final long SEED = 20_260_301;
    private static final String SENSOR = "greenhouse-7/temperature";
    private static final String PATH = "/api/policies/greenhouse-7%2Ftemperature";
    private static final String FORM = "([sensor, policy, canEdit]) => import('/policy-form.js').then((module) => {"
            + " document.body.replaceChildren(document.createElement('main'));"
            + " module.policyForm(document.querySelector('main'), sensor, policy, { canEdit }); })";

    private static Chromium chromium;

    private final InMemoryStores stores = InMemoryStores.create();
    private final BreakableReaders readers = new BreakableReaders(stores);
    private Relay relay;
    private Page page;

    @BeforeAll
    static void startBrowser() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void stopBrowser() {
        chromium.close();
    }

    @BeforeEach
    void open() {
        relay = Relay.start(
                Settings.defaults().with(SettingsTable.RELAY_PORT, "0"),
                readers.all(),
                Clock.systemUTC(),
                Pace.PROMISED);
        page = chromium.browser().newPage();
        page.navigate("http://127.0.0.1:" + relay.port() + "/");
        await().until(() -> get("/api/policies").startsWith("{\"policies\":"));
    }

    @AfterEach
    void close() {
        page.close();
        relay.close();
        readers.close();
    }

    /** The oracle walks along the axis: below, between and above the limits that are there. */
    @Test
    void levelIsThatOfTheOutermostLimitThatIsReached() {
        Random random = new Random(SEED);
        List<Object> questions = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            Double[] limits = new Double[4];
            for (int each = 0; each < 4; each++) {
                limits[each] = random.nextBoolean() ? null : each * 2.0;
            }
            double value = random.nextInt(17) / 2.0 - 1;
            Map<String, Object> policy = new HashMap<>();
            List<String> names = List.of("alarmLow", "warnLow", "warnHigh", "alarmHigh");
            for (int each = 0; each < 4; each++) {
                policy.put(names.get(each), limits[each]);
            }
            questions.add(List.of(policy, value));
            expected.add(level(limits, value));
        }
        Object answers = page.evaluate(
                "(questions) => import('/policy.js').then(({ levelOf }) => questions.map(([policy, value]) => {"
                        + " const { level, side } = levelOf(policy, value); return side ? level + ' ' + side : level; }))",
                questions);
        assertThat(answers).isEqualTo(expected);
        assertThat(
                        page.evaluate(
                                "() => import('/policy.js').then(({ levelOf }) =>"
                                        + " [levelOf(null, 1), levelOf(undefined, 1), levelOf({ warnLow: 1 }, null)].map((it) => it.level))"))
                .isEqualTo(List.of("none", "none", "none"));
    }

    @Test
    void limitsAreSetByKeyboardChangedAndRemoved() throws Exception {
        page.evaluate(FORM, form(null, true));
        page.getByLabel("Unit").fill("°C");
        page.getByLabel("Warning at or above").fill("30,5");
        page.getByLabel("Warning at or above").press("Enter");
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("Saved.");
        assertThat(get(PATH)).contains("\"unit\":\"°C\"", "\"warnHigh\":30.5", "\"alarmHigh\":null");
        page.getByLabel("Alarm at or above").fill("40");
        page.locator("button:text-is(\"Save\")").click();
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("Saved.");
        await().until(() -> get(PATH).contains("\"alarmHigh\":40.0"));
        page.locator("button:text-is(\"Remove\")").click();
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("Removed.");
        assertThat(page.locator("button:text-is(\"Remove\")")).isHidden();
        assertThat(get(PATH)).contains("\"status\":404");
    }

    @Test
    void faultsStandAtTheirFields() {
        page.evaluate(FORM, form(null, true));
        page.getByLabel("Alarm at or below").fill("20");
        page.getByLabel("Warning at or below").fill("10");
        page.getByLabel("Warning at or above").fill("hot");
        page.locator("button:text-is(\"Save\")").click();
        assertThat(page.getByLabel("Alarm at or below")).hasAttribute("aria-invalid", "true");
        assertThat(page.getByLabel("Alarm at or below")).isFocused();
        assertThat(page.getByLabel("Warning at or above"))
                .hasAccessibleDescription("Give a number, or leave it empty.");
        assertThat(page.getByLabel("Warning at or below")).hasAttribute("aria-invalid", "false");
    }

    @Test
    void whoWasSlowerIsToldAndSeesTheNewerValues() throws Exception {
        page.evaluate(FORM, form(null, true));
        stores.policies()
                .append(PolicyChange.set(
                        new SensorPolicy(SENSOR, "K", new Limits(null, null, 300.0, null), "anna", 1)));
        await().until(() -> get(PATH).contains("\"by\":\"anna\""));
        page.getByLabel("Unit").fill("°C");
        page.locator("button:text-is(\"Save\")").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("somebody else was faster");
        assertThat(page.getByLabel("Unit")).hasValue("K");
        page.getByLabel("Unit").fill("°C");
        page.locator("button:text-is(\"Save\")").click();
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("Saved.");
        assertThat(get(PATH)).contains("\"unit\":\"°C\"", "\"warnHigh\":300.0");
    }

    @Test
    void whoMayNotEditSeesItDisabled() {
        page.evaluate(FORM, form(Map.of("unit", "bar", "warnHigh", 6, "tag", "\"0-1\""), false));
        assertThat(page.getByLabel("Unit")).hasValue("bar");
        assertThat(page.getByLabel("Unit")).isDisabled();
        assertThat(page.locator("button:text-is(\"Save\")")).isDisabled();
        assertThat(page.locator("button:text-is(\"Remove\")")).isDisabled();
    }

    private static List<Object> form(@Nullable Object policy, boolean canEdit) {
        List<Object> arguments = new ArrayList<>();
        arguments.add(SENSOR);
        arguments.add(policy);
        arguments.add(canEdit);
        return arguments;
    }

    private static String level(@Nullable Double[] limits, double value) {
        if (List.of(0, 1, 2, 3).stream().allMatch(each -> limits[each] == null)) {
            return "none";
        }
        List<String> low = List.of("alarm low", "warn low");
        for (int each = 0; each < 2; each++) {
            if (limits[each] != null && value <= limits[each]) {
                return low.get(each);
            }
        }
        for (int each = 3; each > 1; each--) {
            if (limits[each] != null && value >= limits[each]) {
                return each == 3 ? "alarm high" : "warn high";
            }
        }
        return "normal";
    }

    private String get(String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + relay.port() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }
}
