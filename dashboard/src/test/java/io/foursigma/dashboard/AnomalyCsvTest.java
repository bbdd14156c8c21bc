// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.BaselineStats;
import io.foursigma.schemas.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnomalyCsvTest {

    @Test
    void everyFieldOfAnAnomalyHasItsColumn() {
        assertThat(lines(anomaly("hall/7", 5.5)))
                .containsExactly(
                        "id,sensor,time,value,sigmas,baselineStart,baselineEnd,baselineCount,baselineMean,baselineStd,"
                                + "ruleSigmas,ruleMinCount,ruleMinStd,ruleVersion,windowStart,windowEnd,received,judged,"
                                + "topicId,partition,offset,index",
                        "t.3.4.5,hall/7,1970-01-01T00:00:02.001Z,1.5,5.5,1970-01-01T00:00:00Z,1970-01-01T00:00:01Z,10,1.0,0.1,"
                                + "4.0,8,0.0,0123456789ab,1970-01-01T00:00:02Z,1970-01-01T00:00:03Z,1970-01-01T00:00:02.002Z,"
                                + "1970-01-01T00:00:02.003Z,t,3,4,5");
    }

    @Test
    void whatWouldBreakTheTableIsQuotedAndWhatIsNotThereIsEmpty() {
        assertThat(new String(AnomalyCsv.of(List.of(anomaly("a \"b\",\r\n=c", null))), UTF_8))
                .contains("\r\nt.3.4.5,\"a \"\"b\"\",\r\n=c\",1970-01-01T00:00:02.001Z,1.5,,1970");
    }

    private static List<String> lines(Anomaly anomaly) {
        String text = new String(AnomalyCsv.of(List.of(anomaly)), UTF_8);
        assertThat(text).endsWith("\r\n");
        return List.of(text.split("\r\n", -1)).subList(0, 2);
    }

    private static Anomaly anomaly(String sensor, @Nullable Double sigmas) {
        return new Anomaly(
                new Position("t", 3, 4, 5),
                sensor,
                2_001,
                1.5,
                sigmas,
                new BaselineStats(0, 1_000, 10, 1.0, 0.1),
                new Anomaly.Rule(4, 8, 0, "0123456789ab"),
                2_000,
                3_000,
                2_002,
                2_003);
    }
}
