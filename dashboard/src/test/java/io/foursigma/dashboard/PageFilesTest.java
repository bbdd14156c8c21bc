// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageFilesTest {

    /** SHA-256 of the files in the npm package uplot 1.6.32, whose own SHA-512 npm has checked. */
    @ParameterizedTest
    @CsvSource({
        "uPlot.esm.js, 5dd9b3281aa64b461b42d9945f6adb2649d346502b12281a9ae0d46599a80eba",
        "uPlot.min.css, df630c6a8d6f8eeaff264b50f73ce5b114f646ffd9a0bb74f049b0a00135fa04",
        "LICENSE, 8f989229699b4fe2f1a0432d0e9edc338a8a911e250e2d1b01ecd770a5f5b1bd"
    })
    void vendoredChartLibraryIsTheOneThatWasPublished(String file, String sha256) throws NoSuchAlgorithmException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes("vendor/uplot-1.6.32/" + file));
        assertThat(HexFormat.of().formatHex(digest)).isEqualTo(sha256);
    }

    @ParameterizedTest
    @CsvSource({"index.html, main.js", "api/index.html, ../api/api.js"})
    void pageHoldsNoInlineScriptOrStyle(String page, String script) {
        String html = new String(bytes(page), StandardCharsets.UTF_8);
        assertThat(html).doesNotContain("<style", " style=", " onclick=", "javascript:");
        assertThat(html.split("<script", -1)).hasSize(2);
        assertThat(html).contains("<script type=\"module\" src=\"" + script + "\"></script>");
    }

    private static byte[] bytes(String file) {
        try (InputStream in = Relay.class.getResourceAsStream("page/" + file)) {
            assertThat(in).as(file).isNotNull();
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
