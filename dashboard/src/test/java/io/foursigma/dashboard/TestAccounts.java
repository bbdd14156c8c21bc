// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of two accounts, as crypt(3) of libxcrypt hashes their passwords. */
final class TestAccounts {

    static final String OPERATOR = "anna";
    static final String OPERATORS_PASSWORD = "greenhouse";
    static final String VIEWER = "bob";
    static final String VIEWERS_PASSWORD = "cellar-door";

    static final String OPERATORS_LINE = "anna:operator:$2y$12$Zk0YQW9wVb3mN5rT7uXeCO2iSdhBRZFljx0N8yiP6rSCsrimzP1sa\n";
    static final String VIEWERS_LINE = "bob:viewer:$2b$12$abcdefghijklmnopqrstuuaEyFUybYJcbKbnZfwBp94X/iFV4SQ6i\n";

    private TestAccounts() {}

    static Path write(Path folder, String... lines) {
        try {
            return Files.writeString(folder.resolve("accounts"), String.join("", lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
