// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** Axe-core, which judges whether a page can be used by everyone. */
final class Axe {

    /** The faults of the page, serious and critical ones. */
    private static final String FAULTS = """
            async () => {
              const found = await axe.run(document, { resultTypes: ["violations"] });
              return found.violations
                .filter(({ impact }) => impact === "serious" || impact === "critical")
                .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html).join(" ")}`);
            }
            """;

    private static final String SCRIPT = script();

    private Axe() {}

    static void assertNothingSerious(Page page) {
        page.evaluate(SCRIPT);
        assertThat((List<?>) page.evaluate(FAULTS)).isEmpty();
    }

    private static String script() {
        try (InputStream script = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
