// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.Kafka;
import kafka.tools.StorageTool;

/**
 * Runs a Kafka broker, its own controller included, on 127.0.0.1.
 *
 * <p>Arguments: the folder for everything it writes, the clients' port, the controller's port, the cluster id. A folder
 * that holds no log yet is formatted first; the ports may differ from those of an earlier run.
 */
public final class KafkaMain {

    private KafkaMain() {}

    /**
     * Runs the broker until the process is told to exit.
     *
     * @param args folder, port, controller port, cluster id (22 characters, Kafka's way of writing a UUID)
     * @throws IOException if the folder cannot be written
     */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Path log = folder.resolve("log");
        Path settings = folder.resolve("kafka.properties");
        try (Writer writer = Files.newBufferedWriter(settings)) {
            settings(log, args[1], args[2]).store(writer, null);
        }
        if (Files.notExists(log.resolve("meta.properties"))) {
            String[] format = {"format", "--config", settings.toString(), "--cluster-id", args[3]};
            int status = StorageTool.execute(format, System.out);
            if (status != 0) {
                System.exit(status);
            }
        }
        Kafka.main(new String[] {settings.toString()});
    }

    private static Properties settings(Path log, String port, String controllerPort) throws IOException {
        Properties settings = new Properties();
        try (InputStream in = KafkaMain.class.getResourceAsStream("kafka.properties")) {
            settings.load(in);
        }
        String client = "PLAINTEXT://127.0.0.1:" + port;
        settings.setProperty("log.dirs", log.toString());
        settings.setProperty("listeners", client + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.setProperty("advertised.listeners", client);
        settings.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        return settings;
    }
}
