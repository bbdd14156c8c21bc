// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlacesTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void placesAreThereAgain() throws IOException {
        Path file = folder.resolve("new").resolve("places");
        Place taken;
        try (Places places = Places.open(file)) {
            places.begin(Path.of("/a \"b\"\n.csv"), "k1", 5);
            taken = places.begin(Path.of("/b.csv"), "k2", 5).at(77).marked(77, "ab");
            places.put(taken);
            places.save();
        }
        try (Places again = Places.open(file)) {
            assertThat(again.all())
                    .containsExactly(Place.begin("/a \"b\"\n.csv", "k1", 5), taken)
                    .extracting(Place::since)
                    .containsExactly(5L, 6L);
            assertThat(again.begin(Path.of("/c.csv"), "k3", 1).since())
                    .as("later than all before, whatever the clock says")
                    .isEqualTo(7);
        }
    }

    @Test
    void whatWasTornWhileItWasWrittenIsNotLookedAt() throws IOException {
        Path file = folder.resolve("places");
        try (Places places = Places.open(file)) {
            places.begin(Path.of("/a.csv"), "k1", 5);
            places.save();
        }
        Files.writeString(folder.resolve("places.new"), "{\"path\":\"/a.c");
        try (Places again = Places.open(file)) {
            assertThat(again.all()).hasSize(1);
        }
    }

    @Test
    void whatIsNoPlaceIsRefusedWithItsLineAndTheCureAndLeftAsItIs() throws IOException {
        Path file = folder.resolve("places");
        try (Places places = Places.open(file)) {
            places.begin(Path.of("/a.csv"), "k1", 5);
            places.save();
        }
        String good = Files.readString(file);
        for (String bad : new String[] {
            "no place\n",
            "\n",
            "{\"path\":\"/a\"}\n",
            good.substring(0, good.length() / 2),
            good.replace("\"offset\":0", "\"offset\":-1"),
            good.replace("\"since\":5", "\"since\":\"x\"")
        }) {
            Files.writeString(file, good + bad);
            assertThatThrownBy(() -> Places.open(file))
                    .as(bad)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("line 2 is no place of a file")
                    .hasMessageContaining("put back a copy of it, or remove it");
            assertThat(file).hasContent(good + bad);
        }
    }

    @Test
    void twoCollectorsDoNotShareIt() throws IOException {
        Path file = folder.resolve("places");
        try (Places first = Places.open(file)) {
            assertThat(first.all()).isEmpty();
            assertThatThrownBy(() -> Places.open(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another collector uses it");
        }
        Places.open(file).close();
    }
}
