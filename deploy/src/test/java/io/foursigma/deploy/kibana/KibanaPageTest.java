// SPDX-License-Identifier: Apache-2.0
package io.foursigma.deploy.kibana;

import static io.foursigma.deploy.kibana.SavedObjects.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/kibana.md} tells of every object what it answers. */
final class KibanaPageTest {

    @Test
    void everyPanelHasARowWithWhatItSaysOfItself() throws IOException {
        List<String> rows = Files.readAllLines(SavedObjects.HOME.resolve("docs/kibana.md")).stream()
                .filter(line -> line.startsWith("| Foursigma: "))
                .toList();
        assertThat(rows)
                .as("the table of docs/kibana.md; put these lines there")
                .containsExactlyElementsOf(Stream.concat(SavedObjects.of("search"), SavedObjects.of("lens"))
                        .map(object -> row(object.path("attributes")))
                        .toList());
    }

    @Test
    void everyDataViewIsNamedWithItsTime() throws IOException {
        assertThat(Files.readAllLines(SavedObjects.HOME.resolve("docs/kibana.md")))
                .containsAll(SavedObjects.of("index-pattern")
                        .map(view -> view.path("attributes"))
                        .map(view -> "| " + text(view, "name") + " | `" + text(view, "title") + "` | `"
                                + text(view, "timeFieldName") + "` |")
                        .toList());
    }

    private static String row(JsonNode attributes) {
        return "| " + text(attributes, "title") + " | " + text(attributes, "description") + " |";
    }
}
