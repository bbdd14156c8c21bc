// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.policies;

import io.foursigma.local.cli.CliException;
import io.foursigma.local.cli.StoreOptions;
import io.foursigma.local.cli.TerminalText;
import io.foursigma.schemas.PolicyChange;
import io.foursigma.schemas.PolicyKey;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code foursigma policies remove}. */
@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Removes the unit and the limits of a sensor. One that has none stays so.")
final class RemovePolicyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private StoreOptions options = new StoreOptions();

    @Parameters(paramLabel = "SENSOR", description = "the sensor's name")
    private String sensor = "";

    @Override
    public Integer call() {
        PolicyKey key;
        try {
            key = PolicyKey.sensor(sensor);
        } catch (IllegalArgumentException e) {
            throw new CliException(CliException.WRONG_INPUT, String.valueOf(e.getMessage()));
        }
        PolicyAppend.append(options.settings(), PolicyChange.removal(key));
        PrintWriter out = spec.commandLine().getOut();
        out.println("The policy of " + TerminalText.oneLine(sensor) + " is removed");
        out.flush();
        return 0;
    }
}
