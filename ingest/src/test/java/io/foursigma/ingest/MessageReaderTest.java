// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.ingest.format.PayloadFormat;
import io.foursigma.schemas.DeadLetter;
import io.foursigma.schemas.Position;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Messages whose senders get no answer. */
final class MessageReaderTest {

    private static final long NOW = 1_700_000_000_000L;
    private static final Position PLACE = new Position("mqtt:hall", 2, 77, 0);

    private final Settings settings = Settings.resolve(Map.of(), Map.of())
            .with(SettingsTable.COLLECT_MAX_ITEMS, "3")
            .with(SettingsTable.READINGS_MAX_BYTES, "1000");
    private final MessageReader reader = new MessageReader(settings);

    @Test
    void whatIsNoReadingBecomesADeadLetterWithItsPlace() {
        MessageReader.Message message = read("[1,{\"sensor\":\"a\",\"time\":1700000000000,\"value\":2},{}]");
        assertThat(message.readings())
                .extracting(record -> new String(record.value(), UTF_8))
                .containsExactly("{\"sensor\":\"a\",\"time\":1700000000000,\"value\":2.0}");
        assertThat(message.letters())
                .extracting(letter -> letter.position().id() + ' ' + new String(letter.bytes(), UTF_8))
                .containsExactly("mqtt:hall.2.77.0 1", "mqtt:hall.2.77.2 {}");
        assertThat(message.items()).isEqualTo(3);
    }

    @Test
    void aMessageOfTooManyItemsIsOneDeadLetter() {
        MessageReader.Message message = read("[1,2,3,4]");
        assertThat(message.readings()).isEmpty();
        assertThat(message.letters())
                .containsExactly(new DeadLetter(
                        PLACE, "the message has more than collect.max-items = 3 items", "[1,2,3,4]".getBytes(UTF_8)));
    }

    @Test
    void anOverlongItemKeepsItsBegin() {
        String text = "x".repeat(1_001);
        assertThat(read(text).letters()).singleElement().satisfies(letter -> {
            assertThat(letter.bytes()).hasSize(1_000);
            assertThat(letter.reason()).startsWith("of 1001 bytes the first 1000 are kept: ");
        });
    }

    private MessageReader.Message read(String text) {
        return reader.read(text.getBytes(UTF_8), PayloadFormat.named("json"), NOW, NOW, PLACE);
    }
}
