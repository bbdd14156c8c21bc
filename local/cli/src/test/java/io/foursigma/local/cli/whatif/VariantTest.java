// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsException;
import io.foursigma.schemas.settings.SettingsTable;
import java.util.List;
import org.junit.jupiter.api.Test;

class VariantTest {

    private static final Settings SETTINGS = Settings.defaults().with(SettingsTable.SIGMAS, "3.5");

    @Test
    void theGridIsEveryPairOnceAndWithoutOptionsWhatIsInForce() {
        assertThat(Variant.grid(SETTINGS, List.of("3", "4", "4.0"), List.of("1m", "60s", "1h")))
                .extracting(Variant::sigmas, Variant::windowText)
                .containsExactly(tuple(3.0, "1min"), tuple(4.0, "1min"), tuple(3.0, "1h"), tuple(4.0, "1h"));
        assertThat(Variant.grid(SETTINGS, List.of(), List.of())).containsExactly(Variant.of(SETTINGS));
        assertThat(Variant.of(SETTINGS).sigmas()).isEqualTo(3.5);
        assertThat(Variant.of(SETTINGS).windowText()).isEqualTo("2s");
    }

    @Test
    void allElseIsAsItIsInForce() {
        Settings settings = SETTINGS.with(SettingsTable.BASELINE_MIN_COUNT, "21")
                .with(SettingsTable.BASELINE_MIN_STD, "0.5")
                .with(SettingsTable.BASELINE_MAX_AGE, "5min")
                .with(SettingsTable.WINDOW_ALLOWED_LATENESS, "7s");
        Variant variant = Variant.grid(settings, List.of("9"), List.of("90s")).get(0);
        assertThat(variant.config().rule().minCount()).isEqualTo(21);
        assertThat(variant.config().rule().minStd()).isEqualTo(0.5);
        assertThat(variant.config().baselineMaxAgeMillis()).isEqualTo(300_000);
        assertThat(variant.config().allowedLatenessMillis()).isEqualTo(7_000);
    }

    @Test
    void aWrongTextIsRefusedByTheNameOfItsSetting() {
        assertThatThrownBy(() -> Variant.grid(SETTINGS, List.of("0"), List.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("sigmas");
        assertThatThrownBy(() -> Variant.grid(SETTINGS, List.of(), List.of("1x")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("window.length");
    }
}
