// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.cluster;

import io.foursigma.local.cli.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Storm's configuration of a cluster on one machine, written anew at each start. */
final class StormFiles {

    private final ClusterFolder folder;
    private final ClusterPorts ports;

    StormFiles(ClusterFolder folder, ClusterPorts ports) {
        this.folder = folder;
        this.ports = ports;
    }

    /** A daemon's {@code storm.local.dir}, in its own folder. */
    static Path local(Path daemon) {
        return daemon.resolve("local");
    }

    void write() throws IOException {
        Path storm = Files.createDirectories(folder.storm());
        Files.createDirectories(storm.resolve("extlib"));
        Path libWorker = storm.resolve("lib-worker");
        Files.deleteIfExists(libWorker);
        Files.createSymbolicLink(libWorker, libWorker());
        Files.createDirectories(storm.resolve("zookeeper"));
        Files.writeString(storm.resolve("zoo.cfg"), """
                tickTime=2000
                dataDir=%s
                clientPort=%d
                clientPortAddress=127.0.0.1
                admin.enableServer=false
                """.formatted(storm.resolve("zookeeper"), ports.zookeeper()));
        Files.createDirectories(folder.conf());
        Files.writeString(
                folder.conf().resolve("storm.yaml"), common() + """
                storm.local.dir: %s
                """.formatted(quoted(local(storm.resolve("nimbus")))));
        for (int i = 0; i < ports.supervisors().size(); i++) {
            Path conf = Files.createDirectories(folder.supervisor(i).resolve("conf"));
            Files.writeString(conf.resolve("storm.yaml"), common() + supervisor(i));
        }
    }

    /** The folder {@code lib-worker} that the build has made. */
    static Path libWorker() {
        return Home.folder().resolve("local/storm-worker/target/lib-worker");
    }

    /** A path in YAML, whatever characters it holds. */
    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "''") + "'";
    }

    private String common() {
        return """
                storm.zookeeper.servers: ['127.0.0.1']
                storm.zookeeper.port: %d
                nimbus.seeds: ['127.0.0.1']
                nimbus.thrift.port: %d
                storm.local.hostname: '127.0.0.1'
                storm.log4j2.conf.dir: %s
                storm.blobstore.replication.factor: 1
                storm.resource.isolation.plugin.enable: false
                storm.metricstore.class: 'org.apache.storm.metricstore.NoOpMetricStore'
                # A machine alone can look more often than a cluster of many.
                nimbus.monitor.freq.secs: 2
                supervisor.monitor.frequency.secs: 1
                # Storm bars a supervisor that was away for half an hour, and with it all on its host: here, everyone.
                blacklist.scheduler.tolerance.count: 1000000
                # How soon spouts notice that they are to stop, so that a short wait suffices for what is under way.
                task.refresh.poll.secs: 2
                """.formatted(
                        ports.zookeeper(), ports.nimbus(), quoted(Home.folder().resolve("local/storm-worker/log4j2")));
    }

    private String supervisor(int number) {
        List<Integer> slots = ports.slotsOf(number);
        return """
                storm.local.dir: %s
                storm.workers.artifacts.dir: %s
                supervisor.thrift.port: %d
                supervisor.slots.ports: %s
                # One compiler: workers are ready sooner, which counts when one was killed.
                worker.childopts: '-Xmx%%HEAP-MEM%%m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:+ExitOnOutOfMemoryError -Djava.awt.headless=true -Djava.net.preferIPv4Stack=true'
                worker.heap.memory.mb: 512
                topology.worker.logwriter.childopts: '-Xmx32m -XX:+UseSerialGC -XX:TieredStopAtLevel=1'
                """.formatted(
                        quoted(local(folder.supervisor(number))),
                        quoted(folder.workers()),
                        ports.supervisors().get(number),
                        slots);
    }
}
