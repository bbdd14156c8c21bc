// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foursigma.schemas.Acknowledgement;
import io.foursigma.schemas.Limits;
import io.foursigma.schemas.Policy;
import io.foursigma.schemas.SensorPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyJsonTest {

    static Stream<Policy> policies() {
        return Stream.of(
                new SensorPolicy("greenhouse-7/temperature", "°C", new Limits(5.0, 10.0, 30.0, 35.0), "anna", 1),
                new SensorPolicy("\"\\\n😀", null, Limits.NONE, "b", Long.MAX_VALUE),
                new SensorPolicy("s", "%", new Limits(-Double.MAX_VALUE, null, Double.MIN_VALUE, null), "c", -1),
                new Acknowledgement("kY3.0.7.0", "anna", 1_767_265_200_000L, "the pump\nwas off"),
                new Acknowledgement("kY3.0.7.1", "anna", 0, null));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void whatIsWrittenIsRead(Policy policy) throws IOException {
        assertThat(PolicyJson.read(Json.bytes(out -> PolicyJson.write(out, policy))))
                .isEqualTo(policy);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"v\":2,\"type\":\"acknowledgement\",\"anomaly\":\"t.0.1.0\",\"by\":\"a\",\"at\":1}",
                "{\"v\":1,\"type\":\"colour\",\"by\":\"a\",\"at\":1}",
                "{\"v\":1,\"type\":\"acknowledgement\",\"anomaly\":\"t\",\"by\":\"a\",\"at\":1}",
                "{\"v\":1,\"type\":\"acknowledgement\",\"anomaly\":\"t.0.1.0\",\"at\":1}",
                "{\"v\":1,\"type\":\"sensor\",\"sensor\":\"\",\"by\":\"a\",\"at\":1}",
                "{\"v\":1,\"type\":\"sensor\",\"sensor\":\"s\",\"warnLow\":NaN,\"by\":\"a\",\"at\":1}",
                "{\"v\":1,\"type\":\"sensor\",\"sensor\":\"s\",\"warnLow\":1e999,\"by\":\"a\",\"at\":1}",
                "{\"v\":1,\"type\":\"sensor\",\"sensor\":\"s\",\"warnLow\":\"1\",\"by\":\"a\",\"at\":1}",
                "{\"v\":1,\"type\":\"sensor\",\"sensor\":\"s\",\"warnLow\":2,\"warnHigh\":2,\"by\":\"a\",\"at\":1}"
            })
    void whatIsNoPolicyIsRefused(String json) {
        assertThatThrownBy(() -> PolicyJson.read(json.getBytes(UTF_8))).isInstanceOf(IOException.class);
    }

    /** Each example of the document decodes, and is what the code writes, byte for byte. */
    @Test
    void examplesOfTheDocumentAreWhatIsWritten() throws IOException {
        Path document = Path.of(System.getProperty("foursigma.home")).resolve("docs/topics.md");
        List<String> examples = Files.readAllLines(document).stream()
                .filter(line -> line.startsWith("{\"v\":1,"))
                .toList();
        assertThat(examples).hasSize(3);
        for (String example : examples) {
            Policy policy = PolicyJson.read(example.getBytes(UTF_8));
            assertThat(Json.text(out -> PolicyJson.write(out, policy))).isEqualTo(example);
        }
    }
}
