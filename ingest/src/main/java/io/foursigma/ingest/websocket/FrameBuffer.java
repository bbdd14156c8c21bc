// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** A message that comes in parts. One above a size keeps its begin alone, so that it takes no more memory than that. */
final class FrameBuffer {

    private final int mostBytes;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    /** An empty one. */
    FrameBuffer(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** Takes a part of a text. */
    void add(CharSequence part) {
        add(UTF_8.encode(part.toString()));
    }

    /** Takes a part. */
    void add(ByteBuffer part) {
        byte[] bytes = new byte[Math.min(part.remaining(), mostBytes - kept.size())];
        part.get(bytes);
        kept.writeBytes(bytes);
    }

    /** The message, or so much of it as is kept; empties the buffer. */
    byte[] take() {
        byte[] message = kept.toByteArray();
        kept.reset();
        return message;
    }
}
