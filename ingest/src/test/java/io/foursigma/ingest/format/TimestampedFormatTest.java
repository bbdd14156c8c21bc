// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class TimestampedFormatTest {

    private final PayloadFormat berlin = new TimestampedFormat(ZoneId.of("Europe/Berlin"));

    @Test
    void timesAreOfTheZone() {
        String record = "{\"2022-07-17_15-43-10\": {\"value\": 0.68, \"sensor\": \"sensor_1\"}}";
        assertThat(ItemTexts.of(new TimestampedFormat(ZoneId.of("UTC")), record))
                .containsExactly("0 sensor_1@1658072590000=0.68");
        assertThat(ItemTexts.of(berlin, record)).containsExactly("0 sensor_1@1658065390000=0.68");
    }

    @Test
    void clocksThatGoBackAndForwardLeaveNoTimeWithoutPlace() {
        assertThat(
                        ItemTexts.of(
                                berlin,
                                "{\"2022-10-30_02-30-00\":{\"value\":1,\"sensor\":\"a\"},\"2022-03-27_02-30-00\":{\"value\":2,\"sensor\":\"a\"}}"))
                .as("00:30Z, the first 02:30 of two; 01:30Z, where no 02:30 is")
                .containsExactly("0 a@1667089800000=1.0", "1 a@1648344600000=2.0");
    }

    @Test
    void whatIsNoReadingIsRefusedByItself() {
        String element =
                "{\"2022-02-30_00-00-00\":{\"value\":1,\"sensor\":\"a\"},\"2022-02-28_00-00-00\":{\"value\":\"1\",\"sensor\":\"a\"},"
                        + "\"2022-02-28_00-00-01\":{\"value\":1},\"2022-02-28_00-00-02\":7,"
                        + "\"2022-02-28_00-00-03\":{\"value\":3,\"sensor\":\"b\"}}";
        assertThat(ItemTexts.of(new TimestampedFormat(ZoneId.of("UTC")), "[" + element + "]"))
                .containsExactly(
                        "0 '2022-02-30_00-00-00' is no time such as 2022-07-17_15-43-10|" + element,
                        "1 the field 'value' is missing, or no number|" + element,
                        "2 the field 'sensor' is missing, or no text|" + element,
                        "3 under the time '2022-02-28_00-00-02' stands no object|" + element,
                        "4 b@1646006403000=3.0");
        assertThat(ItemTexts.of(berlin, "{}")).containsExactly("0 no reading in it|{}");
    }
}
