// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

/** Keys and certificates of tests. */
public final class TestKeystore {

    private TestKeystore() {}

    /** A key and a certificate of {@code localhost}, under the name {@code collector}, by the JDK's own tool. */
    public static Path create(Path folder, String password) throws IOException, InterruptedException {
        Path file = folder.resolve("collector.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "collector",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        password)
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        return file;
    }
}
