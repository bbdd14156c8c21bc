// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.cluster;

import io.foursigma.local.cli.CliException;
import io.foursigma.local.cli.Steps;
import io.foursigma.local.servers.PortPicker;
import io.foursigma.local.servers.ServerStartException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The process behind {@code cluster up} that all others are children of; it ends when it is told to (SIGTERM). */
@Command(name = "keep", hidden = true, description = "Keeps a cluster; 'up' starts this.")
final class KeepCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private UpOptions options = new UpOptions();

    @Override
    public Integer call() throws IOException, ServerStartException {
        ClusterFolder folder = options.folder();
        Steps steps = new Steps(spec.commandLine().getOut(), Clock.systemUTC());
        Files.createDirectories(folder.path());
        try (FileChannel channel =
                        FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                PortPicker picker = new PortPicker()) {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new CliException(
                        CliException.WRONG_INPUT,
                        "A cluster is being started or stopped in " + folder.path() + ": wait for it, or name another"
                                + " folder with --data");
            }
            ClusterPorts ports = options.ports(picker);
            ClusterFolder.write(folder.ports(), ports.toProperties());
            keep(new ClusterKeeper(folder, ports, options.given(), options.submissionDefaults(), steps), steps);
        }
        return 0;
    }

    private static void keep(ClusterKeeper cluster, Steps steps) throws ServerStartException {
        try (cluster) {
            cluster.start();
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            steps.line("Stopping.");
        }
        steps.line("Stopped.");
    }
}
