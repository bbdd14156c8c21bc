// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.elasticsearch;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The {@code _id} of documents. */
final class DocumentId {

    /** The most bytes that Elasticsearch takes; a window of a sensor with a long name in Chinese has more. */
    private static final int MAX_BYTES = 512;

    private DocumentId() {}

    /** The id itself or, where it is too long, {@code sha256-} and its digest. The field {@code id} holds it whole. */
    static String of(String id) {
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MAX_BYTES) {
            return id;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return "sha256-" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
