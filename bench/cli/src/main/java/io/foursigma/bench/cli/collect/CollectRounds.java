// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.collect;

import io.foursigma.bench.cli.Footprint;
import io.foursigma.bench.cli.ServerFlags;
import io.foursigma.local.cli.CliException;
import io.foursigma.local.cli.Home;
import io.foursigma.local.servers.ChildJvm;
import io.foursigma.local.servers.ChildProcess;
import io.foursigma.local.servers.LocalServers;
import io.foursigma.local.servers.MqttBroker;
import io.foursigma.local.servers.PortPicker;
import io.foursigma.local.servers.ServerStartException;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.kafka.KafkaTopics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Rounds of a collector in a process of its own.
 *
 * @param servers Kafka beside it
 * @param folder for what it writes
 * @param readings how many count, and how many go before
 * @param batch how many of them are in a request
 * @param connections how many send at a time
 * @param jvm flags of the collector's JVM
 */
record CollectRounds(LocalServers servers, Path folder, int readings, int batch, int connections, String jvm) {

    private static final Duration START_DEADLINE = Duration.ofSeconds(30);
    private static final int DIFFERENT_BODIES = 50;
    private static final double PER_MILLION = 1e6;

    /** One round of a form: as many readings to warm up, and those that count. */
    Intaking run(Form form) throws IOException, InterruptedException, ServerStartException {
        return switch (form) {
            case MQTT -> runMqtt();
            case WEBSOCKET -> runWebSocket();
            case FILES -> runFiles();
            case NDJSON, JSON, CSV, SENML, KEYED -> runHttp(form);
        };
    }

    /** Devices whose messages go through the spool. */
    private Intaking runWebSocket() throws IOException, InterruptedException, ServerStartException {
        List<byte[]> bodies = bodies(Form.WEBSOCKET);
        int messages = Math.max(1, readings / batch / connections);
        int sent = messages * batch * connections;
        try (PortPicker ports = new PortPicker()) {
            int port = ports.pick();
            Settings settings = settings(port)
                    .with(SettingsTable.COLLECT_WEBSOCKET_ENDPOINT, "on")
                    .with(
                            SettingsTable.COLLECT_SPOOL_FOLDER,
                            Files.createTempDirectory(folder, "spool-").toString());
            try (ChildProcess collector = startCollector(settings)) {
                collector.awaitReady(() -> accepts(port), START_DEADLINE);
                AcceptedReadings accepted = new AcceptedReadings(port, "websocket");
                sendAll(port, bodies, messages);
                accepted.await(sent);
                Duration cpuBefore = Footprint.cpu(collector);
                long begun = System.nanoTime();
                sendAll(port, bodies, messages);
                accepted.await(2.0 * sent);
                return measured(Form.WEBSOCKET, collector, sent, begun, cpuBefore);
            }
        }
    }

    /** A file of CSV that is there at once. */
    private Intaking runFiles() throws IOException, InterruptedException, ServerStartException {
        Path taken = Files.createTempDirectory(folder, "files-");
        Path ready = Files.write(folder.resolve("readings.csv"), Form.FILES.body(0, readings));
        try (PortPicker ports = new PortPicker()) {
            int port = ports.pick();
            Settings settings = settings(port)
                    .with(SettingsTable.COLLECT_FILES, taken.resolve("*.csv").toString())
                    .with(
                            SettingsTable.COLLECT_FILES_STATE,
                            taken.resolve("taken.ndjson").toString());
            try (ChildProcess collector = startCollector(settings)) {
                collector.awaitReady(() -> accepts(port), START_DEADLINE);
                AcceptedReadings accepted = new AcceptedReadings(port, "file");
                Files.copy(ready, taken.resolve("first.part"));
                Files.move(taken.resolve("first.part"), taken.resolve("first.csv"));
                accepted.await(readings);
                Duration cpuBefore = Footprint.cpu(collector);
                long begun = System.nanoTime();
                Files.move(ready, taken.resolve("second.csv"));
                accepted.await(2.0 * readings);
                return measured(Form.FILES, collector, readings, begun, cpuBefore);
            }
        }
    }

    private void sendAll(int port, List<byte[]> bodies, int messages) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            List<Future<Void>> ends = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                ends.add(threads.submit(() -> {
                    try (Device device = Device.connect(port)) {
                        device.send(bodies, messages);
                    }
                    return null;
                }));
            }
            for (Future<Void> end : ends) {
                end.get();
            }
        } catch (ExecutionException e) {
            throw new CliException(CliException.FAILED, String.valueOf(e.getCause()));
        } finally {
            threads.shutdownNow();
        }
    }

    private Intaking runMqtt() throws IOException, InterruptedException, ServerStartException {
        try (PortPicker ports = new PortPicker();
                MqttBroker broker = MqttBroker.startInMemory(
                        Home.folder(), Files.createTempDirectory(folder, "mqtt-"), ports.pick())) {
            int port = ports.pick();
            Settings settings = settings(port).with(SettingsTable.COLLECT_MQTT_URL, broker.url());
            try (ChildProcess collector = startCollector(settings);
                    MqttPublishers publishers = MqttPublishers.connect(broker.port(), connections)) {
                collector.awaitReady(() -> accepts(port), START_DEADLINE);
                AcceptedReadings accepted = new AcceptedReadings(port, "mqtt");
                // What is published before the collector has subscribed is lost.
                while (accepted.count() == 0) {
                    publishers.publish(1);
                }
                publishers.publish(readings);
                accepted.await(readings);
                double before = accepted.settled();
                Duration cpuBefore = Footprint.cpu(collector);
                long begun = System.nanoTime();
                publishers.publish(readings);
                accepted.await(before + readings);
                return measured(Form.MQTT, collector, readings, begun, cpuBefore);
            }
        }
    }

    private Intaking runHttp(Form form) throws IOException, InterruptedException, ServerStartException {
        List<byte[]> bodies = bodies(form);
        int requests = (readings + batch - 1) / batch;
        try (PortPicker ports = new PortPicker()) {
            int port = ports.pick();
            try (ChildProcess collector = startCollector(settings(port))) {
                collector.awaitReady(() -> accepts(port), START_DEADLINE);
                Senders senders = new Senders(URI.create("http://127.0.0.1:" + port + "/v1/readings"), form, bodies);
                senders.post(requests, connections);
                Duration cpuBefore = Footprint.cpu(collector);
                long begun = System.nanoTime();
                senders.post(requests, connections);
                return measured(form, collector, (double) requests * batch, begun, cpuBefore);
            }
        }
    }

    private List<byte[]> bodies(Form form) {
        return IntStream.range(0, DIFFERENT_BODIES)
                .mapToObj(number -> form.body(number, batch))
                .toList();
    }

    private Settings settings(int port) {
        Settings settings = Settings.defaults()
                .with(SettingsTable.KAFKA_BOOTSTRAP, servers.kafkaBootstrap())
                .with(SettingsTable.COLLECT_HTTP_PORT, Integer.toString(port))
                .with(SettingsTable.COLLECT_MAX_ITEMS, Integer.toString(batch));
        new KafkaTopics(settings).ensure();
        return settings;
    }

    private static Intaking measured(Form form, ChildProcess collector, double sent, long begun, Duration cpuBefore)
            throws IOException {
        double seconds = (System.nanoTime() - begun) / 1e9;
        Duration cpu = Footprint.cpu(collector).minus(cpuBefore);
        return new Intaking(
                form, sent / seconds, cpu.toNanos() / 1e9 / sent * PER_MILLION, Footprint.peakMib(collector));
    }

    /** The collector is on this module's own class path. */
    private ChildProcess startCollector(Settings settings) throws ServerStartException {
        List<String> arguments = new ArrayList<>();
        settings.texts().forEach((name, text) -> arguments.addAll(List.of("-c", name + "=" + text)));
        ChildJvm child = new ChildJvm(
                ServerFlags.split(jvm),
                Home.classPath("bench", "cli"),
                "io.foursigma.ingest.collect.CollectorMain",
                arguments);
        return ChildProcess.start("Collector", child.command(), Map.of(), folder, folder.resolve("collector.log"));
    }

    private static boolean accepts(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        }
    }
}
