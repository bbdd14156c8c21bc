// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** {@code docs/settings.md} shows the table of the code, line by line. */
class SettingsDocumentTest {

    @Test
    void documentShowsEverySettingAsTheCodeHasIt() throws IOException {
        Path home = Path.of(Objects.requireNonNull(
                System.getProperty("foursigma.home"), "run with -Dfoursigma.home=<the project's root>"));
        List<String> rows = Files.readAllLines(home.resolve("docs/settings.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();
        assertThat(rows)
                .as("the table of docs/settings.md; put these lines there")
                .containsExactlyElementsOf(SettingsTable.ALL.stream()
                        .map(SettingsDocumentTest::row)
                        .toList());
    }

    private static String row(Setting<?> setting) {
        return "| `" + setting.name() + "` | `" + setting.environmentName() + "` | `" + setting.defaultText() + "` | "
                + setting.kind().expected() + " | " + setting.meaning() + " |";
    }
}
