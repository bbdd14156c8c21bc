// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.schemas.json.ReadingSink;
import java.io.ByteArrayOutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Messages with random damage, in every form. Whatever comes, no exception leaves a format, items are counted from 0 without
 * a gap, and no reading comes out that was not in the message: its value and its time are numbers that stand there as text,
 * its name a text that stands there. Of SenML, where numbers are added, only the parts of the name are looked for.
 *
 * <p>{@code -Dfoursigma.fuzz.bodies=N} sets how many.
 */
class FormatsFuzzTest {

    private static final int BODIES = Integer.getInteger("foursigma.fuzz.bodies", 1_000_000);
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
    private static final String[] TOKENS = {
        "\"",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\n",
        "\r\n",
        "null",
        "true",
        "NaN",
        "1e999",
        "-0",
        "\\u0000",
        "\\ud800",
        "\u00e9",
        "\"sensor\":",
        "\"v\":",
        "\"values\":",
        "\"bt\":1",
        "\"bver\":11",
        "\"x_\":0",
        "99999999999999999999",
        ""
    };

    private record Form(PayloadFormat format, String sample, boolean adds) {}

    private static final List<Form> FORMS = List.of(
            new Form(
                    new JsonFormat(),
                    "[{\"sensor\":\"alpha\",\"time\":1700000000123,\"value\":21.5},{\"value\":-3e-7,\"sensor\":\"beta\",\"time\":17}]",
                    false),
            new Form(
                    new JsonLinesFormat(),
                    "{\"sensor\":\"alpha\",\"time\":1700000000123,\"value\":21.5}\n{\"value\":3,\"sensor\":\"beta\",\"time\":17}\n",
                    false),
            new Form(
                    new CsvMessageFormat(), "sensor,time,value\nalpha,1700000000123,21.5\n\"be,ta\",17,-3e-7\n", false),
            new Form(
                    new TelemetryFormat("dev"),
                    "[{\"ts\":1700000000123,\"values\":{\"alpha\":21.5,\"beta\":3}},{\"gamma\":-3e-7}]",
                    false),
            new Form(
                    new SenmlFormat(),
                    "[{\"bn\":\"x:\",\"bt\":1700000000.123,\"bv\":2,\"n\":\"alpha\",\"v\":21.5},{\"n\":\"beta\",\"t\":1,\"v\":3}]",
                    true));

    @Test
    void nothingIsThrownAndNothingIsInvented() {
        Random random = new Random(7);
        long readings = 0;
        for (int i = 0; i < BODIES; i++) {
            Form form = FORMS.get(i % FORMS.size());
            byte[] body = damaged(form.sample.getBytes(UTF_8), random);
            Checked checked = new Checked(body, form);
            form.format.read(body, Items.RECEIVED, checked);
            assertThat(checked.items).as("%s", checked.text).isPositive();
            readings += checked.readings;
        }
        assertThat(readings).as("readings that came through").isBetween(BODIES / 10L, BODIES * 2L);
    }

    private static byte[] damaged(byte[] sample, Random random) {
        byte[] body = sample;
        for (int wounds = random.nextInt(3); wounds >= 0; wounds--) {
            int at = random.nextInt(body.length + 1);
            int end = Math.min(body.length, at + random.nextInt(6));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(body, 0, at);
            switch (random.nextInt(4)) {
                case 0 -> out.write(random.nextInt(256));
                case 1 -> out.writeBytes(TOKENS[random.nextInt(TOKENS.length)].getBytes(UTF_8));
                case 2 -> {
                    out.write(body, at, end - at);
                    out.write(body, at, end - at);
                }
                default -> {}
            }
            out.write(body, end, body.length - end);
            body = out.toByteArray();
        }
        return body;
    }

    /** Looks for each reading in the text of its message, by means of its own. */
    private static final class Checked implements ReadingSink {
        private final String text;
        private final Form form;
        private final Set<Double> numbers = new HashSet<>();
        private int items;
        private int readings;

        private Checked(byte[] body, Form form) {
            this.text = new String(body, UTF_8);
            this.form = form;
            for (int from = 0; from < text.length(); from++) {
                Matcher number = NUMBER.matcher(text).region(from, text.length());
                if (number.lookingAt()) {
                    numbers.add(Double.valueOf(number.group()));
                }
            }
        }

        @Override
        public void reading(int index, String sensor, long time, double value) {
            assertThat(index).as("%s", text).isEqualTo(items++);
            readings++;
            String name = sensor.startsWith("dev/") ? sensor.substring("dev/".length()) : sensor;
            if (form.adds) {
                return;
            }
            assertThat(Double.isFinite(value)).isTrue();
            assertThat(numbers.contains(value)).as("%s in %s", value, text).isTrue();
            assertThat(time == Items.RECEIVED || numbers.contains((double) time))
                    .as("%s in %s", time, text)
                    .isTrue();
            boolean escaped = text.indexOf('\\') >= 0 || text.contains("\"\"");
            assertThat(escaped || text.contains(name))
                    .as("'%s' in %s", name, text)
                    .isTrue();
        }

        @Override
        public void malformed(int index, String reason, byte[] bytes) {
            assertThat(index).as("%s", text).isEqualTo(items++);
            assertThat(reason).isNotBlank();
        }
    }
}
