// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.letters;

import io.foursigma.local.cli.CliException;
import io.foursigma.local.cli.StoreAnswers;
import io.foursigma.local.cli.StoreOptions;
import io.foursigma.local.cli.TerminalText;
import io.foursigma.schemas.json.Json;
import io.foursigma.schemas.json.TimeText;
import io.foursigma.schemas.settings.DurationText;
import io.foursigma.stores.LetterPage;
import io.foursigma.stores.LetterQuery;
import io.foursigma.stores.LetterQuery.Order;
import io.foursigma.stores.kafka.DeadLetterReader;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code foursigma dead-letters list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Lists what is kept, each once, the newest first.")
final class ListCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private StoreOptions options = new StoreOptions();

    @Option(names = "--reason", paramLabel = "WORDS", description = "only those whose reason holds these words")
    private String reason = "";

    @Option(names = "--partition", paramLabel = "N", description = "only those of this partition of the readings")
    private @Nullable Integer partition;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "only those kept since: a duration such as 2h, or ISO-8601 with an offset")
    private @Nullable String since;

    @Option(names = "--oldest-first", description = "begin with those that were kept first")
    private boolean oldestFirst;

    @Option(names = "--limit", paramLabel = "N", description = "rows of a page, default ${DEFAULT-VALUE}")
    private int limit = 20;

    @Option(names = "--page", paramLabel = "N", description = "which page, from ${DEFAULT-VALUE}")
    private int page = 1;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Override
    public Integer call() {
        LetterQuery query = query();
        DeadLetterReader reader = new DeadLetterReader(options.settings());
        LetterPage found = StoreAnswers.ask(() -> reader.page(query));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(TerminalText.jsonLine(Json.text(to -> LetterJson.write(to, found))));
        } else {
            LetterText.print(out, found, query.skipped());
        }
        out.flush();
        return 0;
    }

    private LetterQuery query() {
        if (limit < 1 || page < 1 || (long) limit * page > LetterQuery.MOST_ROWS) {
            throw new CliException(
                    CliException.WRONG_INPUT,
                    "--limit " + limit + " --page " + page + ": both are at least 1, and together they reach row "
                            + LetterQuery.MOST_ROWS
                            + " at most; narrow the list with --since, --reason or --partition");
        }
        return new LetterQuery(
                reason,
                partition == null ? OptionalInt.empty() : OptionalInt.of(partition),
                Optional.ofNullable(since).map(text -> earliest(text, Clock.systemUTC())),
                oldestFirst ? Order.OLDEST_FIRST : Order.NEWEST_FIRST,
                (page - 1) * limit,
                limit);
    }

    private static Instant earliest(String text, Clock clock) {
        try {
            return clock.instant().minus(DurationText.parseAboveZero(text));
        } catch (IllegalArgumentException noDuration) {
            TimeText.Parsed time = TimeText.parse(text);
            if (time.problem() == null) {
                return Instant.ofEpochMilli(time.epochMillis());
            }
            throw new CliException(
                    CliException.WRONG_INPUT,
                    "--since: '" + text + "' is neither a duration such as 2h nor a time such as 2026-01-31T12:00:00Z");
        }
    }
}
