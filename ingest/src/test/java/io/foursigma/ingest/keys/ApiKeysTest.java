// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.keys;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ApiKeysTest {

    @TempDir
    Path folder = Path.of("");

    private Path file = Path.of("");
    private final AtomicLong now = new AtomicLong(1_700_000_000_000L);
    private ApiKeys keys = new ApiKeys(file, Instant::now);

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("keys.ndjson");
        keys = new ApiKeys(file, () -> Instant.ofEpochMilli(now.get()));
    }

    @Test
    void aKeyOpensToItsHolderAndNoOther() throws IOException {
        write(key("plant", "one"), key("hall", "two"));
        assertThat(keys.holder("one")).hasValue("plant");
        assertThat(keys.holder("two")).hasValue("hall");
        assertThat(keys.holder("three")).isEmpty();
        assertThat(keys.holder("")).isEmpty();
        assertThat(keys.holder(ApiKeys.hash("one"))).isEmpty();
    }

    @Test
    void aFileThatIsReplacedIsSeenASecondLater() throws IOException {
        assertThat(keys.holder("one")).isEmpty();
        write(key("plant", "one"));
        now.addAndGet(999);
        assertThat(keys.holder("one")).isEmpty();
        now.addAndGet(1);
        assertThat(keys.holder("one")).hasValue("plant");
        new KeyFile(file).change(all -> List.of());
        now.addAndGet(1_000);
        assertThat(keys.holder("one")).isEmpty();
    }

    /** Of the same length, and replaced within the smallest step of the file system's clock. */
    @Test
    void aFileWithTheTimeOfTheOneBeforeItIsSeen() throws IOException {
        write(key("plant", "one"));
        FileTime time = Files.getLastModifiedTime(file);
        assertThat(keys.holder("one")).hasValue("plant");
        new KeyFile(file).change(all -> List.of(key("plant", "two")));
        Files.setLastModifiedTime(file, time);
        now.addAndGet(1_000);
        assertThat(keys.holder("one")).isEmpty();
        assertThat(keys.holder("two")).hasValue("plant");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"plant\"}",
                "{\"name\":\"plant\",\"sha256\":\"abc\"}",
                "{\"name\":\"plant\",\"sha256\":",
                "no json",
                "7",
                "[]",
                "\u00ff",
            })
    void aBrokenFileOpensNothingAndAMendedOneDoes(String broken) throws IOException {
        write(key("plant", "one"));
        assertThat(keys.holder("one")).hasValue("plant");
        byte[] good = Files.readAllBytes(file);
        Files.write(file, (new String(good, UTF_8) + broken + "\n").getBytes(ISO_8859_1));
        now.addAndGet(1_000);
        assertThat(keys.holder("one")).isEmpty();
        Files.write(file, good);
        now.addAndGet(1_000);
        assertThat(keys.holder("one")).hasValue("plant");
    }

    @Test
    void aFileThatIsGoneOrAFolderOpensNothing() throws IOException {
        write(key("plant", "one"));
        assertThat(keys.holder("one")).hasValue("plant");
        Files.delete(file);
        now.addAndGet(1_000);
        assertThat(keys.holder("one")).isEmpty();
        Files.createDirectory(file);
        now.addAndGet(1_000);
        assertThat(keys.holder("one")).isEmpty();
    }

    @Test
    void aClockThatIsPutBackKeepsNoKeyAlive() throws IOException {
        write(key("plant", "one"));
        assertThat(keys.holder("one")).hasValue("plant");
        new KeyFile(file).change(all -> List.of());
        now.addAndGet(-3_600_000);
        assertThat(keys.holder("one")).isEmpty();
    }

    private void write(ApiKey... all) throws IOException {
        new KeyFile(file).change(before -> List.of(all));
    }

    private static ApiKey key(String name, String text) {
        return new ApiKey(name, ApiKeys.hash(text), "2026-03-01T12:00:00Z");
    }
}
