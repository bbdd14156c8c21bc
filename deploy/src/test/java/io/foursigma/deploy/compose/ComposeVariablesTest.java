// SPDX-License-Identifier: Apache-2.0
package io.foursigma.deploy.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The file, {@code .env} and the table of docs/docker.md name the same variables. */
final class ComposeVariablesTest {

    private static final Pattern ROW = Pattern.compile("\\| `(FS_[A-Z0-9_]+)` \\| `([^`]*)` \\| .+ \\|");

    private final ComposeFile compose = ComposeFile.read();

    @Test
    void everyVariableOfTheFileHasADefaultAndEveryDefaultIsUsed() {
        Set<String> used = new TreeSet<>();
        Matcher reference = ComposeFile.REFERENCE.matcher(compose.text());
        while (reference.find()) {
            used.add(reference.group(1));
        }
        assertThat(compose.variables()).containsOnlyKeys(used);
    }

    @Test
    void noOtherFormOfReferenceIsUsed() {
        assertThat(ComposeFile.REFERENCE.matcher(compose.text()).replaceAll("")).doesNotContain("$");
    }

    @Test
    void noVariableIsEmptyOrLooksLikeASetting() {
        assertThat(compose.variables()).allSatisfy((name, value) -> {
            assertThat(name).startsWith("FS_");
            assertThat(value).isNotBlank();
        });
    }

    @Test
    void theTableOfTheDocumentationShowsTheSameDefaultsInTheSameOrder() {
        String table = ROW.matcher(ComposeFile.file("docs/docker.md"))
                .results()
                .map(row -> row.group(1) + "=" + row.group(2))
                .collect(Collectors.joining("\n"));
        String defaults = compose.variables().entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .collect(Collectors.joining("\n"));
        assertThat(table).isEqualTo(defaults);
    }
}
