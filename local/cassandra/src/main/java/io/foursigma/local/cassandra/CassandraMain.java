// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cassandra;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.cassandra.service.CassandraDaemon;

/**
 * Runs a Cassandra node on 127.0.0.1.
 *
 * <p>Arguments: the folder for everything it writes, the clients' port, the two ports between nodes (plain and TLS; one
 * node uses neither, but binds the first), the cluster's name. The ports may differ from those of an earlier run on the
 * same folder, the name must not.
 */
public final class CassandraMain {

    private CassandraMain() {}

    /**
     * Runs the node until the process is told to exit.
     *
     * @param args folder, port, storage port, TLS storage port, cluster name
     * @throws IOException if the folder cannot be written
     */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Path settings = folder.resolve("cassandra.yaml");
        Files.writeString(settings, settings(args));
        System.setProperty("cassandra.config", settings.toUri().toString());
        System.setProperty("cassandra.storagedir", folder.toString());
        CassandraDaemon.main(new String[0]);
    }

    private static String settings(String[] args) throws IOException {
        try (InputStream in = CassandraMain.class.getResourceAsStream("cassandra.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${folder}", args[0])
                    .replace("${port}", args[1])
                    .replace("${storagePort}", args[2])
                    .replace("${sslStoragePort}", args[3])
                    .replace("${cluster}", args[4]);
        }
    }
}
