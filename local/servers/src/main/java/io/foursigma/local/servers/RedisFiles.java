// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.servers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;

/** Takes the Redis binary for this machine out of its jar, and puts the configuration and the life-line script beside it. */
final class RedisFiles {

    private static final String VERSION = "7.0.15";

    private RedisFiles() {}

    /**
     * Writes the files and returns the command that runs them.
     *
     * @param folder an existing folder, also for the data
     * @param port the port on 127.0.0.1
     * @throws ServerStartException if there is no binary for this machine
     */
    static List<String> install(Path folder, int port) throws IOException, ServerStartException {
        Path binary = folder.resolve("redis-server");
        String resource = "/redis-server-" + VERSION + "-" + system() + "-" + architecture();
        try (InputStream in = RedisFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new ServerStartException("There is no Redis for this machine in the project's libraries ("
                        + resource.substring(1) + "); Linux and macOS on x86-64 and ARM are covered");
            }
            Files.copy(in, binary, StandardCopyOption.REPLACE_EXISTING);
        }
        if (!binary.toFile().setExecutable(true)) {
            throw new IOException(binary + " cannot be made executable");
        }
        Path script = copy("redis.sh", folder);
        Path settings = copy("redis.conf", folder);
        return List.of(
                "/bin/sh",
                script.toString(),
                binary.toString(),
                settings.toString(),
                "--port",
                Integer.toString(port),
                "--dir",
                folder.toString());
    }

    private static Path copy(String name, Path folder) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream in = RedisFiles.class.getResourceAsStream(name)) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("mac") ? "darwin" : name;
    }

    private static String architecture() {
        return switch (System.getProperty("os.arch")) {
            case "aarch64" -> "arm64";
            case "x86_64" -> "amd64";
            default -> System.getProperty("os.arch");
        };
    }
}
