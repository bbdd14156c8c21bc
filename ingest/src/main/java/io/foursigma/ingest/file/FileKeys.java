// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What tells files apart. A key stays with a file that is renamed, but the file system may give it to another one later, and a
 * file may be emptied and filled anew; so marks of the bytes that were taken go with it.
 */
final class FileKeys {

    /** As many bytes are marked at the begin of a file, and as many before the place up to which it was taken. */
    static final int MARKED_BYTES = 1_024;

    private FileKeys() {}

    /** The key of a regular file; null if there is none. */
    static @Nullable String of(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                return null;
            }
            Object key = attributes.fileKey();
            return key == null ? file.toString() : key.toString();
        } catch (IOException away) {
            return null;
        }
    }

    /** All files of a folder by their keys; none where it is away or closed to us. */
    static Map<String, Path> inFolder(@Nullable Path folder) {
        Map<String, Path> files = new HashMap<>();
        if (folder == null || !Files.isDirectory(folder)) {
            return files;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String key = of(entry);
                if (key != null) {
                    files.put(key, entry);
                }
            }
        } catch (IOException | DirectoryIteratorException away) {
            return Map.of();
        }
        return files;
    }

    /** A mark of the first bytes of a file, and of the last ones before a place; empty for the begin. */
    static String mark(RandomAccessFile file, long place) throws IOException {
        if (place == 0) {
            return "";
        }
        int bytes = (int) Math.min(MARKED_BYTES, place);
        MessageDigest digest = sha256();
        digest.update(read(file, 0, bytes));
        digest.update(read(file, place - bytes, bytes));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Bytes of a file; fewer where it ends. */
    static byte[] read(RandomAccessFile file, long from, int bytes) throws IOException {
        byte[] read = new byte[(int) Math.max(0, Math.min(bytes, file.length() - from))];
        file.seek(from);
        file.readFully(read);
        return read;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
