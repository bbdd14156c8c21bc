// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CsvColumnsTest {

    @Test
    void columnsAreFoundInAnyOrderAndAmongOthers() {
        assertThat(CsvColumns.of(List.of("unit", " value", "time ", "sensor", "unit")))
                .hasValue(new CsvColumns(5, 3, 2, 1));
    }

    @Test
    void aHeaderThatNamesOneTwiceOrNotAtAllHasNone() {
        assertThat(CsvColumns.of(List.of("sensor", "time"))).isEmpty();
        assertThat(CsvColumns.of(List.of("sensor", "time", "value", "time"))).isEmpty();
        assertThat(CsvColumns.of(List.of("Sensor", "time", "value"))).isEmpty();
    }

    /** Half of a pair of surrogates stands where the text is cut. */
    @Test
    void aLongNumberIsAbbreviatedInTheReason() {
        CsvColumns.Parsed parsed = new CsvColumns(3, 0, 1, 2)
                .reading(List.of("a", "1", "x".repeat(63) + "\ud83d\ude00" + "x".repeat(9_999)));
        assertThat(parsed.reading()).isNull();
        assertThat(parsed.problem()).hasSizeLessThan(130).endsWith("...'");
    }
}
