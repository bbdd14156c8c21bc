// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.policies;

import io.foursigma.local.cli.CliException;
import io.foursigma.local.cli.StoreOptions;
import io.foursigma.local.cli.TerminalText;
import io.foursigma.schemas.Limits;
import io.foursigma.schemas.PolicyChange;
import io.foursigma.schemas.PolicyRules;
import io.foursigma.schemas.Reading;
import io.foursigma.schemas.SensorPolicy;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code foursigma policies set}. */
@Command(
        name = "set",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Sets the unit and the limits of a sensor, in place of those that it had. What is not given is not set.")
final class SetPolicyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private StoreOptions options = new StoreOptions();

    @Parameters(paramLabel = "SENSOR", description = "the sensor's name")
    private String sensor = "";

    @Option(names = "--unit", paramLabel = "TEXT", description = "the unit of its values")
    private @Nullable String unit;

    @Option(names = "--alarm-low", paramLabel = "VALUE", description = "at or below it: an alarm")
    private @Nullable Double alarmLow;

    @Option(names = "--warn-low", paramLabel = "VALUE", description = "at or below it: a warning")
    private @Nullable Double warnLow;

    @Option(names = "--warn-high", paramLabel = "VALUE", description = "at or above it: a warning")
    private @Nullable Double warnHigh;

    @Option(names = "--alarm-high", paramLabel = "VALUE", description = "at or above it: an alarm")
    private @Nullable Double alarmHigh;

    @Option(names = "--by", paramLabel = "NAME", description = "who decides it, default ${DEFAULT-VALUE}")
    private String by = "command line";

    @Override
    public Integer call() {
        Limits limits = new Limits(alarmLow, warnLow, warnHigh, alarmHigh);
        check(limits);
        SensorPolicy policy;
        try {
            policy =
                    new SensorPolicy(sensor, unit, limits, by, Clock.systemUTC().millis());
        } catch (IllegalArgumentException e) {
            throw new CliException(CliException.WRONG_INPUT, "--" + e.getMessage());
        }
        PolicyAppend.append(options.settings(), PolicyChange.set(policy));
        PrintWriter out = spec.commandLine().getOut();
        out.println("The policy of " + TerminalText.oneLine(sensor) + " is set");
        out.flush();
        return 0;
    }

    private void check(Limits limits) {
        List<String> faults = new ArrayList<>();
        String problem = Reading.sensorProblem(sensor);
        if (problem != null) {
            faults.add(problem);
        }
        for (PolicyRules.Fault fault : PolicyRules.faults(unit, limits)) {
            faults.add(fault.field() + " = '" + fault.value() + "': " + fault.reason() + "; " + fault.cure());
        }
        if (!faults.isEmpty()) {
            throw new CliException(CliException.WRONG_INPUT, String.join(System.lineSeparator(), faults));
        }
    }
}
