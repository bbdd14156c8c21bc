// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

    @TempDir
    Path folder;

    private Path log;

    @BeforeEach
    void nameLog() {
        log = folder.resolve("log");
    }

    @Test
    void troubleIsPreferredAndStackFramesAreLeftOut() throws IOException {
        Files.writeString(log, "INFO one\nERROR two\njava.io.IOException: three\n\tat a.B.c(B.java:1)\nINFO four\n");
        assertThat(LogTail.lines(log, 0)).containsExactly("ERROR two", "java.io.IOException: three");
    }

    @Test
    void withoutTroubleTheLastFiveLinesSpeak() throws IOException {
        Files.writeString(log, "1\n2\n3\n4\n\n5\n6\n");
        assertThat(LogTail.lines(log, 0)).containsExactly("2", "3", "4", "5", "6");
    }

    @Test
    void linesOfAnEarlierRunAreLeftOut() throws IOException {
        Files.writeString(log, "ERROR old\nnew\n");
        assertThat(LogTail.lines(log, "ERROR old\n".length())).containsExactly("new");
    }

    @Test
    void aMissingLogIsSaidToBeMissing() {
        assertThat(LogTail.lines(log, 0)).singleElement().asString().contains("cannot be read");
    }
}
