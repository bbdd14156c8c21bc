// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.foursigma.dashboard.TestAccounts.OPERATOR;
import static io.foursigma.dashboard.TestAccounts.OPERATORS_LINE;
import static io.foursigma.dashboard.TestAccounts.OPERATORS_PASSWORD;
import static io.foursigma.dashboard.TestAccounts.VIEWER;
import static io.foursigma.dashboard.TestAccounts.VIEWERS_LINE;
import static io.foursigma.dashboard.TestAccounts.VIEWERS_PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PageAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.foursigma.dashboard.testing.Chromium;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.memory.InMemoryStores;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Signing in and out as a person does it. Screenshots are left in {@code target/page}. */
@Tag("browser")
class SigninPageIT {

    private static final Pattern SIGN_IN = Pattern.compile("/signin$");

    private static Chromium chromium;
    private static Browser browser;

    private final BreakableReaders readers = new BreakableReaders(InMemoryStores.create());
    private final List<String> errors = new ArrayList<>();

    @TempDir
    private Path folder;

    private Relay relay;
    private Page page;

    @BeforeAll
    static void startBrowser() {
        chromium = Chromium.start();
        browser = chromium.browser();
    }

    @AfterAll
    static void stopBrowser() {
        chromium.close();
    }

    @BeforeEach
    void startRelay() {
        Path file = TestAccounts.write(folder, OPERATORS_LINE, VIEWERS_LINE);
        relay = start(Settings.defaults()
                .with(SettingsTable.RELAY_PORT, "0")
                .with(SettingsTable.RELAY_ACCOUNTS, file.toString()));
        page = newPage(ColorScheme.LIGHT);
    }

    @AfterEach
    void stopRelay() {
        page.context().close();
        relay.close();
        readers.close();
    }

    @Test
    void personSignsInSeesWhoHeIsAndSignsOut() {
        open();
        assertThat(page).hasURL(SIGN_IN);
        signIn(OPERATOR, "greenhous");
        assertThat(page.getByRole(AriaRole.ALERT)).hasText("The name or the password is wrong.");
        assertThat(page.locator("#password")).isFocused();
        assertThat(page.locator("#password")).hasValue("");
        signIn(OPERATOR, OPERATORS_PASSWORD);
        assertConnected();
        assertThat(page.locator("#account")).containsText("anna (operator)");
        assertThat(page.locator("#account")).hasAttribute("data-role", "operator");
        assertThat(page.evaluate("document.cookie")).isEqualTo("");
        page.navigate("http://127.0.0.1:" + relay.port() + "/signin");
        assertConnected();
        page.locator("#sign-out").click();
        assertThat(page).hasURL(SIGN_IN);
        open();
        assertThat(page).hasURL(SIGN_IN);
        assertThat(errors).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void nothingSeriousStandsInTheWay(ColorScheme scheme) {
        page.context().close();
        page = newPage(scheme);
        open();
        Axe.assertNothingSerious(page);
        signIn(OPERATOR, "greenhous");
        assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
        Axe.assertNothingSerious(page);
    }

    /** The cookie is not sent with the first request that another site's link leads to. */
    @Test
    void linkOfAnotherSiteLeadsToThePageOfWhoIsSignedIn() {
        open();
        signIn(VIEWER, VIEWERS_PASSWORD);
        assertConnected();
        page.navigate("data:text/html,<a href='http://127.0.0.1:" + relay.port() + "/'>the relay</a>");
        page.getByText("the relay").click();
        assertConnected();
        assertThat(page.locator("#account")).containsText("bob (viewer)");
    }

    @Test
    void pageWhoseSessionEndsElsewhereLeadsToTheSignIn() {
        open();
        signIn(VIEWER, VIEWERS_PASSWORD);
        assertConnected();
        assertThat(page.locator("#account")).containsText("bob (viewer)");
        TestAccounts.write(folder, OPERATORS_LINE);
        assertThat(page).hasURL(SIGN_IN);
    }

    @Test
    void relayThatForgotTheSessionLeadsToTheSignIn() {
        open();
        signIn(VIEWER, VIEWERS_PASSWORD);
        assertConnected();
        int port = relay.port();
        relay.close();
        relay = start(Settings.defaults()
                .with(SettingsTable.RELAY_PORT, Integer.toString(port))
                .with(SettingsTable.RELAY_ACCOUNTS, folder.resolve("accounts").toString()));
        assertThat(page).hasURL(SIGN_IN, new PageAssertions.HasURLOptions().setTimeout(15_000));
    }

    @Test
    void signInFitsASmallScreenInBothColourSchemes() {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.context().close();
            page = newPage(scheme);
            page.setViewportSize(360, 640);
            open();
            assertThat(page.locator("#enter")).isVisible();
            assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of("target/page", "signin-" + scheme.name().toLowerCase(Locale.ROOT) + ".png")));
        }
        assertThat(errors).isEmpty();
    }

    @Test
    void pageSaysThatSignInIsOff() {
        relay.close();
        relay = start(Settings.defaults().with(SettingsTable.RELAY_PORT, "0"));
        open();
        assertConnected();
        assertThat(page.locator("#account")).hasText("Sign-in is off");
        assertThat(page.locator("#account"))
                .hasAttribute("title", "Anyone who reaches this address can read, acknowledge and set limits");
        assertThat(page.locator("#sign-out")).hasCount(0);
        assertThat(errors).isEmpty();
    }

    private Relay start(Settings settings) {
        return Relay.start(settings, readers.all(), Clock.systemUTC());
    }

    private Page newPage(ColorScheme scheme) {
        Page fresh = browser.newContext(new Browser.NewContextOptions().setColorScheme(scheme))
                .newPage();
        fresh.onPageError(errors::add);
        return fresh;
    }

    private void open() {
        page.navigate("http://127.0.0.1:" + relay.port() + "/");
    }

    private void signIn(String name, String password) {
        page.getByLabel("Name").fill(name);
        page.getByLabel("Password").fill(password);
        page.keyboard().press("Enter");
    }

    private void assertConnected() {
        assertThat(page.locator("[data-state]")).hasAttribute("data-state", "connected");
    }
}
