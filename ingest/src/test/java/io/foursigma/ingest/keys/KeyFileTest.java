// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyFileTest {

    private static final ApiKey A = new ApiKey("a \"\u00e9\"", "0".repeat(64), "2026-03-01T12:00:00Z");
    private static final ApiKey B = new ApiKey("b", "f".repeat(64), "2026-03-01T12:00:01Z");

    @TempDir
    Path folder = Path.of("");

    @Test
    void whatIsWrittenIsReadAndEachChangeSeesTheOneBefore() throws IOException {
        KeyFile file = new KeyFile(folder.resolve("deep").resolve("keys.ndjson"));
        assertThat(file.read()).isEmpty();
        file.change(keys -> List.of(A));
        file.change(keys -> {
            List<ApiKey> more = new ArrayList<>(keys);
            more.add(B);
            return more;
        });
        assertThat(file.read()).containsExactly(A, B);
    }

    @Test
    void changesOfManyThreadsComeOneAfterTheOther() throws Exception {
        KeyFile file = new KeyFile(folder.resolve("keys.ndjson"));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> changes = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            ApiKey key = new ApiKey("key-" + i, "0".repeat(64), "");
            changes.add(threads.submit(() -> {
                file.change(keys -> Stream.concat(keys.stream(), Stream.of(key)).toList());
                return null;
            }));
        }
        for (Future<?> change : changes) {
            change.get();
        }
        threads.shutdown();
        assertThat(file.read()).hasSize(40);
    }

    @Test
    void theFileIsForItsOwnerAloneAndNothingElseIsLeft() throws IOException {
        Path path = folder.resolve("keys.ndjson");
        new KeyFile(path).change(keys -> List.of(A));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        try (var all = Files.list(folder)) {
            assertThat(all.map(each -> each.getFileName().toString()))
                    .containsExactlyInAnyOrder("keys.ndjson", "keys.ndjson.lock");
        }
    }

    @Test
    void aBrokenFileIsToldByItsLineAndIsNotWrittenOver() throws IOException {
        Path path = folder.resolve("keys.ndjson");
        KeyFile file = new KeyFile(path);
        file.change(keys -> List.of(A));
        String broken = Files.readString(path) + "\n{\"name\":\"b\"}\n";
        Files.writeString(path, broken);
        assertThatThrownBy(() -> file.change(keys -> List.of(B)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("line 3 is no key");
        assertThat(path).hasContent(broken);
    }
}
