// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.policies;

import io.foursigma.local.cli.StoreAnswers;
import io.foursigma.local.cli.StoreOptions;
import io.foursigma.local.cli.TerminalText;
import io.foursigma.schemas.SensorPolicy;
import io.foursigma.schemas.json.Json;
import io.foursigma.schemas.json.PolicyJson;
import io.foursigma.schemas.settings.Settings;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code foursigma policies list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Prints the policies of all sensors by name: a JSON object a line, as docs/topics.md describes it.")
final class ListPoliciesCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private StoreOptions options = new StoreOptions();

    @Override
    public Integer call() {
        Settings settings = options.settings();
        PrintWriter out = spec.commandLine().getOut();
        for (SensorPolicy policy : StoreAnswers.ask(() -> HeldPolicies.read(settings))) {
            out.println(TerminalText.jsonLine(Json.text(to -> PolicyJson.write(to, policy))));
        }
        out.flush();
        return 0;
    }
}
