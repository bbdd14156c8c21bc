// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foursigma.ingest.KeyedRecord;
import io.foursigma.ingest.MessageReader.Message;
import io.foursigma.schemas.DeadLetter;
import io.foursigma.schemas.Position;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages come from the spool as they went into it. */
final class SpooledMessageTest {

    @Test
    void whatWasKeptComesBack() {
        DeadLetter letter = new DeadLetter(
                new Position("websocket:b\u00f6iler", 0, Long.MAX_VALUE, 7), "no number \ud83d\ude00", new byte[] {0, -1
                });
        Message message = new Message(
                List.of(KeyedRecord.of("a", "1".getBytes(UTF_8)), KeyedRecord.of(null, new byte[0])),
                List.of(letter),
                123);
        Message back = SpooledMessage.decode(SpooledMessage.encode(message));
        assertThat(back.readings())
                .extracting(record -> new String(record.key(), UTF_8) + '=' + new String(record.value(), UTF_8))
                .containsExactly("a=1", "=");
        assertThat(back.letters()).containsExactly(letter);
        assertThat(back.bytes()).isEqualTo(123);
    }

    @Test
    void anotherVersionIsNotGuessedAt() {
        byte[] entry = SpooledMessage.encode(new Message(List.of(), List.of(), 0));
        entry[0] = 2;
        assertThatThrownBy(() -> SpooledMessage.decode(entry))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("version 2");
    }
}
