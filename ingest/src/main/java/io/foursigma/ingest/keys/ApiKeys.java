// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.foursigma.schemas.process.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that let their holders send. The file is looked at again once a second at most, so a key that was revoked opens
 * nothing a second later. A file that cannot be read opens nothing to anybody.
 */
public final class ApiKeys {

    private static final Logger LOG = LoggerFactory.getLogger(ApiKeys.class);
    private static final long LOOK_MILLIS = Duration.ofSeconds(1).toMillis();

    private final Path file;
    private final KeyFile keys;
    private final InstantSource clock;
    private Map<String, String> nameByHash = Map.of();

    /** What tells the file that was read from a later one; null where there was none. */
    private @Nullable List<String> version;

    private long lookedMillis;
    private boolean looked;

    /** The keys of this file, which need not exist yet. */
    public ApiKeys(Path file, InstantSource clock) {
        this.file = file;
        this.keys = new KeyFile(file);
        this.clock = clock;
    }

    /** Whose key this is; empty if it is nobody's. */
    public synchronized Optional<String> holder(String key) {
        look();
        return Optional.ofNullable(nameByHash.get(hash(key)));
    }

    /** The form in which a key is kept. */
    static String hash(String key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private void look() {
        long now = clock.millis();
        if (looked && now >= lookedMillis && now - lookedMillis < LOOK_MILLIS) {
            return;
        }
        looked = true;
        lookedMillis = now;
        try {
            List<String> found = Files.exists(file) ? PrivateFile.version(file) : null;
            if (found == null || !found.equals(version)) {
                Map<String, String> names = new HashMap<>();
                keys.read().forEach(key -> names.put(key.sha256(), key.name()));
                nameByHash = names;
                version = found;
            }
        } catch (IOException e) {
            LOG.error("nobody may send, for the file of keys {} cannot be read: {}", file, e.getMessage());
            nameByHash = Map.of();
            version = null;
        }
    }
}
