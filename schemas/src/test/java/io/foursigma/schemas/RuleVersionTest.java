// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RuleVersionTest {

    private static final Anomaly.Rule RULE = new Anomaly.Rule(4, 8, 0);
    private static final long NONE = Long.MAX_VALUE;

    @Test
    void documentTellsHowItIsMade() throws Exception {
        String page = Files.readString(Path.of(System.getProperty("foursigma.home"), "docs/documents.md"));
        Matcher told = Pattern.compile("With the defaults it is `(\\w{12})`:\n\n```\n(.*?\n)```", Pattern.DOTALL)
                .matcher(page);
        assertThat(told.find()).isTrue();
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(told.group(2).getBytes(UTF_8));
        assertThat(told.group(1))
                .isEqualTo(String.format("%064x", new BigInteger(1, digest)).substring(0, 12));
        Settings defaults = Settings.defaults();
        assertThat(RuleVersion.of(
                        defaults.get(SettingsTable.WINDOW_LENGTH).toMillis(),
                        defaults.get(SettingsTable.WINDOW_ALLOWED_LATENESS).toMillis(),
                        NONE,
                        new Anomaly.Rule(
                                defaults.get(SettingsTable.SIGMAS),
                                defaults.get(SettingsTable.BASELINE_MIN_COUNT),
                                defaults.get(SettingsTable.BASELINE_MIN_STD)),
                        NONE))
                .isEqualTo(told.group(1));
    }

    @Test
    void eachSettingMakesAnotherOne() {
        List<String> versions = List.of(
                RuleVersion.of(2_000, 0, NONE, RULE, NONE),
                RuleVersion.of(2_001, 0, NONE, RULE, NONE),
                RuleVersion.of(2_000, 1, NONE, RULE, NONE),
                RuleVersion.of(2_000, 0, 60_000, RULE, NONE),
                RuleVersion.of(2_000, 0, NONE, new Anomaly.Rule(Math.nextUp(4.0), 8, 0), NONE),
                RuleVersion.of(2_000, 0, NONE, new Anomaly.Rule(4, 9, 0), NONE),
                RuleVersion.of(2_000, 0, NONE, new Anomaly.Rule(4, 8, Double.MIN_VALUE), NONE),
                RuleVersion.of(2_000, 0, NONE, RULE, 0));
        Set<String> different = new HashSet<>(versions);
        assertThat(different).hasSameSizeAs(versions).allMatch(version -> version.matches("[0-9a-f]{12}"));
    }
}
