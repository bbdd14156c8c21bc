// SPDX-License-Identifier: Apache-2.0
package io.foursigma.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SensorWindowsTest {
    private static final WindowConfig CONFIG =
            new WindowConfig(new TumblingWindows(10), 0, WindowConfig.ANY_AGE, new SigmaRule(4, 2, 0));

    @Test
    void sensorWithoutReadingsHasNothingToShow() {
        SensorWindows windows = SensorWindows.of(CONFIG, SensorWindowsState.EMPTY);

        assertThat(windows.watermark()).isEqualTo(SensorWindowsState.NO_READING);
        assertThat(windows.openWindow()).isEmpty();
        assertThat(windows.currentBaseline()).isEmpty();
        assertThat(windows.state()).isEqualTo(SensorWindowsState.EMPTY);
    }

    @Test
    void lookingAtTheOpenWindowChangesNoState() {
        SensorWindows windows = SensorWindows.of(CONFIG, SensorWindowsState.EMPTY);
        windows.apply(0, 7, window -> {});
        windows.apply(1, 13, window -> {});
        windows.apply(12, 10, window -> {});
        SensorWindowsState before = windows.state();
        Baseline baseline = new Baseline(0, 10, 2, 10, 3);

        assertThat(windows.openWindow())
                .hasValue(new PublishedWindow(10, 20, 1, new Moments(1, 10, 0, 0, 0, 10, 10), baseline));
        assertThat(windows.currentBaseline()).hasValue(baseline);
        assertThat(windows.watermark()).isEqualTo(12);
        assertThat(windows.state()).isEqualTo(before);
    }

    @Test
    void normalReadingsOfOneWindowShareOneVerdict() {
        SensorWindows windows = SensorWindows.of(CONFIG, SensorWindowsState.EMPTY);
        windows.apply(0, 7, window -> {});
        windows.apply(1, 13, window -> {});

        Outcome first = windows.apply(10, 10, window -> {});

        assertThat(windows.apply(11, 11, window -> {})).isSameAs(first);
    }

    @Test
    void valueThatIsNotFiniteIsRefusedAndChangesNothing() {
        SensorWindows windows = SensorWindows.of(CONFIG, SensorWindowsState.EMPTY);
        windows.apply(0, 7, window -> {});
        SensorWindowsState before = windows.state();

        assertThatThrownBy(() -> windows.apply(25, Double.NaN, window -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NaN at 25");
        assertThat(windows.state()).isEqualTo(before);
    }

    @Test
    void stateMadeWithAnotherWindowLengthIsRefused() {
        SensorWindows windows = SensorWindows.of(CONFIG, SensorWindowsState.EMPTY);
        windows.apply(12, 7, window -> {});
        SensorWindowsState state = windows.state();

        assertThatThrownBy(() -> SensorWindows.of(withLength(3), state)).hasMessageContaining("not aligned");
        assertThatThrownBy(() -> SensorWindows.of(withLength(2), state))
                .hasMessageContaining("watermark 12 lies outside");
    }

    @Test
    void windowsThatDoNotAscendOrHaveNoWatermarkAreRefused() {
        WindowState window = new WindowState(10, new Moments(1, 7, 0, 0, 0, 7, 7), null, 0);

        assertThatThrownBy(() -> new SensorWindowsState(15, List.of(window, window)))
                .hasMessageContaining("list windows by start");
        assertThatThrownBy(() -> new SensorWindowsState(15, List.of())).hasMessageContaining("both or neither");
        assertThatThrownBy(() -> new SensorWindowsState(SensorWindowsState.NO_READING, List.of(window)))
                .hasMessageContaining("both or neither");
    }

    @Test
    void emptyWindowOrRevisionBeyondItsReadingsIsRefused() {
        assertThatThrownBy(() -> new WindowState(10, Moments.EMPTY, null, 0))
                .hasMessageContaining("at least one reading");
        assertThatThrownBy(() -> new WindowState(10, new Moments(1, 7, 0, 0, 0, 7, 7), null, 2))
                .hasMessageContaining("revision 2");
    }

    @Test
    void negativeSpansOfTimeAreRefused() {
        SigmaRule rule = CONFIG.rule();

        assertThatThrownBy(() -> new WindowConfig(new TumblingWindows(10), -1, 0, rule))
                .hasMessageContaining("allowed lateness");
        assertThatThrownBy(() -> new WindowConfig(new TumblingWindows(10), 0, -1, rule))
                .hasMessageContaining("maximum age");
    }

    private static WindowConfig withLength(long lengthMillis) {
        return new WindowConfig(new TumblingWindows(lengthMillis), 0, WindowConfig.ANY_AGE, CONFIG.rule());
    }
}
