// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyRulesTest {

    private static final long SEED = 20_260_301;

    /** The oracle lists the limits that are there in their order and knows nothing of sides. */
    @Test
    void limitsAreGoodIfAndOnlyIfNoneIsOutOfOrder() {
        Random random = new Random(SEED);
        int good = 0;
        for (int i = 0; i < 20_000; i++) {
            Limits limits = new Limits(some(random), some(random), some(random), some(random));
            boolean expected = inOrder(limits);
            assertThat(PolicyRules.faults("°C", limits).isEmpty())
                    .as("%s", limits)
                    .isEqualTo(expected);
            good += expected ? 1 : 0;
        }
        assertThat(good).isBetween(2_000, 18_000);
    }

    @Test
    void allFaultsAreFoundAtOnceAndNameTheirFields() {
        assertThat(PolicyRules.faults("\u0007", new Limits(Double.NaN, 5.0, 4.0, 3.0)))
                .extracting(PolicyRules.Fault::field)
                .containsExactly("unit", "alarmLow", "alarmHigh", "warnHigh");
        assertThat(PolicyRules.faults(null, Limits.NONE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "a\u0000", "\ud800", "123456789012345678901234567890123"})
    void unitsThatCannotBeShownAreRefused(String unit) {
        assertThat(PolicyRules.faults(unit, Limits.NONE)).hasSize(1);
        assertThatIllegalArgumentException().isThrownBy(() -> new SensorPolicy("s", unit, Limits.NONE, "anna", 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"°C", "m³/h", "%", "12345678901234567890123456789012", "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀"})
    void otherUnitsAreTaken(String unit) {
        assertThat(PolicyRules.faults(unit, Limits.NONE)).isEmpty();
    }

    @Test
    void noteMayHaveLinesAndFiveHundredCharacters() {
        assertThat(PolicyRules.faults("x\n".repeat(250))).isEmpty();
        assertThat(PolicyRules.faults("x".repeat(501))).hasSize(1);
        assertThat(PolicyRules.faults("\u001b[2J")).hasSize(1);
    }

    @Test
    void acknowledgementNeedsAnAnomalyAndAName() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Acknowledgement("no id", "anna", 0, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new Acknowledgement("t.0.1.0", "", 0, null));
    }

    private static @Nullable Double some(Random random) {
        return random.nextInt(3) == 0 ? null : (double) random.nextInt(5);
    }

    private static boolean inOrder(Limits limits) {
        List<Double> low = present(limits.alarmLow(), limits.warnLow());
        List<Double> high = present(limits.warnHigh(), limits.alarmHigh());
        List<Double> all = new ArrayList<>(low);
        all.addAll(high);
        boolean apart = low.stream().allMatch(one -> high.stream().allMatch(other -> one < other));
        return apart && all.equals(all.stream().sorted().toList());
    }

    private static List<Double> present(@Nullable Double first, @Nullable Double second) {
        List<Double> present = new ArrayList<>();
        if (first != null) {
            present.add(first);
        }
        if (second != null) {
            present.add(second);
        }
        return present;
    }
}
