// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.once;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** 128 bits of a SHA-256, by which requests are told apart. */
record Digest(long high, long low) {

    static final int BYTES = 16;

    /** That of parts, each of which stands for itself: no other parts have the same one. */
    static Digest of(byte[]... parts) {
        MessageDigest sha256;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
        for (byte[] part : parts) {
            sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).flip());
            sha256.update(part);
        }
        return read(ByteBuffer.wrap(sha256.digest()));
    }

    static Digest read(ByteBuffer bytes) {
        return new Digest(bytes.getLong(), bytes.getLong());
    }

    void write(ByteBuffer bytes) {
        bytes.putLong(high).putLong(low);
    }
}
