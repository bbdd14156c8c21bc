// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.cluster;

import io.foursigma.local.cli.CliException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code foursigma cluster down}: ends every process of a cluster. */
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Ends every process of the cluster. What it holds is kept, and the next 'up' goes on with it:"
                + " a topology that was not killed is there again.")
final class DownCommand implements Callable<Integer> {

    private static final long ORDERLY_SECONDS = 90;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--delete-data", description = "throw away all that the cluster holds")
    private boolean deleteData;

    @Mixin
    private DataOption data = new DataOption();

    @Override
    public Integer call() throws InterruptedException {
        ClusterFolder folder = data.folder();
        if (deleteData && Files.exists(folder.path()) && !folder.isCluster()) {
            throw new CliException(
                    CliException.WRONG_INPUT,
                    "--delete-data: " + folder.path() + " is no cluster's folder, so nothing in it is thrown away; name"
                            + " the right one with --data");
        }
        Optional<ProcessHandle> keeper =
                folder.lastState().flatMap(state -> state.keeper().find());
        keeper.ifPresent(DownCommand::end);
        folder.endLeftovers();
        out().println(keeper.isPresent() ? "The cluster is down." : "No cluster was up in " + folder.path() + ".");
        if (deleteData) {
            folder.delete();
            out().println("Thrown away: " + folder.path());
        }
        out().flush();
        return 0;
    }

    private static void end(ProcessHandle keeper) {
        keeper.destroy();
        try {
            keeper.onExit().get(ORDERLY_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            keeper.destroyForcibly(); // its children notice that and exit
        } catch (InterruptedException e) {
            throw new CliException(CliException.FAILED, "Stopped; the cluster is still being ended");
        } catch (ExecutionException e) {
            throw new IllegalStateException("the end of a process cannot be awaited", e);
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
