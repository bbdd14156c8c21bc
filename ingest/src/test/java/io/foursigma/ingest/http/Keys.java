// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.ingest.keys.KeysCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import picocli.CommandLine;

/** Keys as people make them. */
final class Keys {

    private Keys() {}

    /** Runs {@code foursigma keys}, and yields what it has said. */
    static String run(String command, Path file, String name) {
        StringWriter out = new StringWriter();
        int code = new CommandLine(new KeysCommand())
                .setOut(new PrintWriter(out))
                .execute(command, "-c", "collect.keys-file=" + file, name);
        assertThat(code).isZero();
        return out.toString();
    }
}
