// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli;

import io.foursigma.stores.elasticsearch.ElasticsearchRetention;
import io.foursigma.stores.elasticsearch.ElasticsearchRetention.StoredIndex;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code foursigma retention}: deletes insights of months long past. */
@Command(
        name = "retention",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Deletes the monthly indexes in Elasticsearch that are older than the months that are kept"
                + " (docs/retention.md). Cassandra, Kafka and Redis are not touched.",
        footer = {"", "Exit codes: 0 done, 1 an index could not be deleted, 2 wrong input or settings, or no answer."})
final class RetentionCommand implements Callable<Integer> {

    private static final Pattern KEEP = Pattern.compile("([1-9]\\d{0,3})([My])");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--keep",
            paramLabel = "MONTHS",
            required = true,
            description = "whole months to keep beside the current one, such as 12M, or years, such as 2y")
    private String keep = "";

    @Option(names = "--archive", description = "delete the archives too, which hold all before insights.first-month")
    private boolean archive;

    @Option(names = "--dry-run", description = "only print what would be deleted")
    private boolean dryRun;

    @Mixin
    private StoreOptions options = new StoreOptions();

    @Override
    public Integer call() {
        YearMonth first = first(YearMonth.now(Clock.systemUTC()), keep);
        PrintWriter out = spec.commandLine().getOut();
        try (ElasticsearchRetention retention = new ElasticsearchRetention(options.settings())) {
            List<StoredIndex> old = StoreAnswers.ask(() -> retention.before(first, archive));
            for (StoredIndex index : old) {
                if (!dryRun) {
                    retention.delete(index);
                }
                line(out, index.name(), index.documents(), index.bytes());
            }
            line(
                    out,
                    old.size() + (old.size() == 1 ? " index" : " indexes"),
                    old.stream().mapToLong(StoredIndex::documents).sum(),
                    old.stream().mapToLong(StoredIndex::bytes).sum());
        }
        out.printf("Kept are %s and later%s%n", first, archive ? "" : ", and the archives");
        out.flush();
        return 0;
    }

    private void line(PrintWriter out, String what, long documents, long bytes) {
        out.printf(
                Locale.ROOT,
                "%-40s %,14d documents %,12.1f MiB  %s%n",
                what,
                documents,
                bytes / 1048576.0,
                dryRun ? "would be deleted" : "deleted");
        out.flush();
    }

    /** The first month that is kept. @throws CliException if the text says none */
    static YearMonth first(YearMonth current, String keep) {
        Matcher number = KEEP.matcher(keep);
        if (!number.matches()) {
            throw new CliException(
                    CliException.WRONG_INPUT,
                    "--keep = '" + keep + "': give months, such as 12M, or years, such as 2y, from 1 to 9999");
        }
        long months = Long.parseLong(number.group(1));
        return current.minusMonths(number.group(2).equals("y") ? 12 * months : months);
    }
}
