// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli;

import static io.foursigma.schemas.settings.SettingsTable.STATE_BUCKETS;

import io.foursigma.schemas.BucketCounts;
import io.foursigma.schemas.LedgerReport;
import io.foursigma.schemas.SensorCounts;
import io.foursigma.schemas.json.Json;
import io.foursigma.schemas.json.LedgerJson;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.CountCheck;
import io.foursigma.stores.Ledgers;
import io.foursigma.stores.ReadingOffsets;
import io.foursigma.stores.RefusedDocumentCount;
import io.foursigma.stores.StateReader;
import io.foursigma.stores.cassandra.CassandraStateReader;
import io.foursigma.stores.kafka.KafkaRefusedDocumentCount;
import io.foursigma.stores.kafka.TopicOffsets;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code foursigma ledger}: whether every reading is accounted for, from durable state. */
@Command(
        name = "ledger",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Shows what became of every reading: read = applied + dead letters, per partition.",
        footer = {"", "Exit codes: 0 it balances, 1 it does not, 2 wrong settings or a store that does not answer."})
final class LedgerCommand implements Callable<Integer> {

    private final Clock clock = Clock.systemUTC();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private StoreOptions options = new StoreOptions();

    @Option(names = "--json", description = "print the JSON of GET /api/ledger (docs/http-api.md)")
    private boolean json;

    @Override
    public Integer call() {
        Settings settings = options.settings();
        LedgerReport report = StoreAnswers.ask(() -> report(settings));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.text(to -> LedgerJson.write(to, report)));
        } else {
            LedgerText.print(out, report);
        }
        out.flush();
        return report.balanced() ? 0 : CliException.FAILED;
    }

    private LedgerReport report(Settings settings) {
        try (StateReader state = new CassandraStateReader(settings);
                ReadingOffsets offsets = TopicOffsets.ofReadings(settings);
                RefusedDocumentCount refused = new KafkaRefusedDocumentCount(settings)) {
            SensorCounts sensors = compare(state, clock.millis());
            return Ledgers.report(
                    Ledgers.of(state, settings.get(STATE_BUCKETS)), offsets.spans(), sensors, refused.update());
        }
    }

    private static SensorCounts compare(StateReader state, long since) {
        Set<Integer> buckets = state.statsProgress().keySet();
        List<BucketCounts> compared = new ArrayList<>();
        buckets.forEach(bucket -> CountCheck.of(state, bucket).ifPresent(compared::add));
        return new SensorCounts(buckets.size(), compared, since);
    }
}
