// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology;

import java.util.HashMap;
import java.util.Map;
import org.apache.storm.topology.ConfigurableTopology;
import org.apache.storm.utils.Utils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * The main class for {@code storm jar}: resolves and checks the settings, makes topics, tables and indexes, and submits
 * the topology. Storm reads {@code -conf FILE}, everything else is {@link SubmitCommand}'s.
 *
 * <p>Exit codes: 0 submitted, 1 failed on the way, 2 wrong settings; nothing is submitted then.
 */
public final class TopologyMain extends ConfigurableTopology {

    private @Nullable Integer exitCode;

    private TopologyMain() {}

    /**
     * Submits, and ends the process with its exit code.
     *
     * @param args {@code [-conf FILE] [-c NAME=VALUE ...]}
     */
    public static void main(String[] args) {
        TopologyMain topology = new TopologyMain();
        int code;
        try {
            ConfigurableTopology.start(topology, args);
            code = topology.exitCode == null ? CommandLine.ExitCode.SOFTWARE : topology.exitCode;
        } catch (RuntimeException e) {
            if (topology.exitCode != null) {
                throw e;
            }
            // Storm reads the file before it calls run, and says in words of its own what is wrong with it.
            System.err.println("-conf: the file of settings cannot be read: " + e.getMessage()
                    + "; give a file that holds 'name: value' lines in YAML");
            code = CommandLine.ExitCode.USAGE;
        }
        System.exit(code);
    }

    @Override
    protected int run(String[] args) {
        exitCode = CommandLine.ExitCode.SOFTWARE;
        Map<String, Object> file = new HashMap<>(getConf());
        exitCode = SubmitCommand.commandLine(file, Utils.readCommandLineOpts()).execute(args);
        return exitCode;
    }
}
