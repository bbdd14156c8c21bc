// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Messages in parts. */
final class FrameBufferTest {

    @Test
    void partsAreOneMessageAndTheNextBeginsAnew() {
        FrameBuffer buffer = new FrameBuffer(100);
        buffer.add("21");
        buffer.add(ByteBuffer.wrap(".5\u00b0".getBytes(UTF_8)));
        assertThat(buffer.take()).asString(UTF_8).isEqualTo("21.5\u00b0");
        buffer.add("7");
        assertThat(buffer.take()).asString(UTF_8).isEqualTo("7");
    }

    @Test
    void ofAnOverlongMessageTheBeginIsKept() {
        FrameBuffer buffer = new FrameBuffer(5);
        for (int i = 0; i < 1_000; i++) {
            buffer.add("abc");
        }
        assertThat(buffer.take()).asString(UTF_8).isEqualTo("abcab");
    }
}
