// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Keys as people make them and as a collector knows them. */
class KeysCommandTest {

    @TempDir
    private Path folder = Path.of("");

    private long millis = 1_000_000;

    @Test
    void keyOpensFromASecondAfterItWasMadeUntilASecondAfterItWasRevoked() throws IOException {
        Path file = folder.resolve("new/keys.ndjson");
        ApiKeys keys = new ApiKeys(file, () -> Instant.ofEpochMilli(millis));
        assertThat(keys.holder("fs_any")).isEmpty();
        String first = run(0, "create", file, "first").strip();
        String second = run(0, "create", file, "second").strip();
        assertThat(first).startsWith("fs_").hasSizeGreaterThan(40).isNotEqualTo(second);
        millis += 1_000;
        assertThat(keys.holder(first)).hasValue("first");
        assertThat(keys.holder(second)).hasValue("second");
        assertThat(keys.holder(first + "x")).isEmpty();
        run(0, "revoke", file, "first");
        millis += 1_000;
        assertThat(keys.holder(first)).isEmpty();
        assertThat(keys.holder(second)).hasValue("second");
        assertThat(run(0, "list", file)).contains("  second").doesNotContain("first");
    }

    @Test
    void fileHoldsNoKeyAndIsForItsOwnerAlone() throws IOException {
        Path file = folder.resolve("keys.ndjson");
        String key = run(0, "create", file, "plant").strip();
        assertThat(Files.readString(file))
                .contains("\"plant\"")
                .doesNotContain(key)
                .doesNotContain(key.substring(3));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void fileThatIsNoneOfKeysOpensNothing() throws IOException {
        Path file = folder.resolve("keys.ndjson");
        String key = run(0, "create", file, "plant").strip();
        ApiKeys keys = new ApiKeys(file, () -> Instant.ofEpochMilli(millis));
        assertThat(keys.holder(key)).hasValue("plant");
        Files.writeString(file, Files.readString(file) + "{\"name\":\"x\"}\n");
        millis += 1_000;
        assertThat(keys.holder(key)).isEmpty();
        assertThat(run(2, "list", file)).contains("line 2 is no key");
    }

    @Test
    void nameIsTakenOnce() {
        Path file = folder.resolve("keys.ndjson");
        assertThat(run(2, "revoke", file, "plant")).contains("no key of that name");
        assertThat(folder).isEmptyDirectory();
        run(0, "create", file, "plant");
        assertThat(run(2, "create", file, "plant")).contains("there is a key of that name");
        assertThat(run(2, "create", file, " ")).contains("give a name");
        assertThat(run(2, "revoke", file, "other")).contains("no key of that name");
    }

    /** Runs {@code foursigma keys}, and yields all that it has said. */
    private static String run(int expectedCode, String command, Path file, String... more) {
        StringWriter told = new StringWriter();
        CommandLine keys =
                new CommandLine(new KeysCommand()).setOut(new PrintWriter(told)).setErr(new PrintWriter(told, true));
        String[] words = new String[3 + more.length];
        words[0] = command;
        words[1] = "-c";
        words[2] = "collect.keys-file=" + file;
        System.arraycopy(more, 0, words, 3, more.length);
        assertThat(keys.execute(words)).as(told.toString()).isEqualTo(expectedCode);
        return told.toString();
    }
}
