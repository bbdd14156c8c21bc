// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.letters;

import io.foursigma.local.cli.StoreAnswers;
import io.foursigma.local.cli.StoreOptions;
import io.foursigma.local.cli.TerminalText;
import io.foursigma.schemas.Position;
import io.foursigma.schemas.json.Json;
import io.foursigma.stores.kafka.DeadLetterReader;
import io.foursigma.stores.kafka.FoundLetters;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code foursigma dead-letters show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Shows all that is kept of a position, with its bytes.")
final class ShowCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "POSITION", description = "topicId.partition.offset.index, as lists show it")
    private String position = "";

    @Mixin
    private StoreOptions options = new StoreOptions();

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Override
    public Integer call() {
        Position asked = DeadLettersCommand.position(position);
        DeadLetterReader reader = new DeadLetterReader(options.settings());
        FoundLetters found = StoreAnswers.ask(() -> reader.find(asked));
        if (found.isEmpty()) {
            throw DeadLettersCommand.unknown(asked);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(TerminalText.jsonLine(Json.text(to -> LetterJson.write(to, asked, found))));
        } else {
            LetterText.print(out, asked, found);
        }
        out.flush();
        return 0;
    }
}
