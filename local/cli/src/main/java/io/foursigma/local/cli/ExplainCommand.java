// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.json.Json;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.InsightReader;
import io.foursigma.stores.ReadingHistory;
import io.foursigma.stores.ReadingHistory.Budget;
import io.foursigma.stores.elasticsearch.ElasticsearchInsightReader;
import io.foursigma.stores.history.Explain;
import io.foursigma.stores.history.Explanation;
import io.foursigma.stores.history.ExplanationJson;
import io.foursigma.stores.kafka.KafkaReadingHistory;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code foursigma explain}: why a reading is an anomaly, recomputed from Kafka. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Says why a reading is an anomaly: reads its baseline from Kafka again and recomputes the verdict.",
        footer = {
            "",
            "Exit codes: 0 it agrees with the document, 1 it differs, 2 wrong settings, no such anomaly or a store that does"
                    + " not answer, 3 Kafka no longer has the readings, or it was not found out."
        })
final class ExplainCommand implements Callable<Integer> {

    private static final int UNKNOWN = 3;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "ID", description = "the anomaly's id, as lists show it: topicId.partition.offset.index")
    private String id = "";

    @Mixin
    private StoreOptions options = new StoreOptions();

    @Option(names = "--json", description = "print the JSON of GET /api/anomalies/{id}/explain (docs/explain.md)")
    private boolean json;

    @Override
    public Integer call() {
        Settings settings = options.settings();
        Anomaly stored = StoreAnswers.ask(() -> find(settings));
        Explanation explanation = StoreAnswers.ask(() -> explain(settings, stored));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(TerminalText.jsonLine(Json.text(to -> ExplanationJson.write(to, stored, explanation))));
        } else {
            ExplainText.print(out, stored, explanation);
        }
        out.flush();
        if (explanation instanceof Explanation.Agrees) {
            return 0;
        }
        return explanation instanceof Explanation.Differs ? CliException.FAILED : UNKNOWN;
    }

    private Anomaly find(Settings settings) {
        try (InsightReader insights = new ElasticsearchInsightReader(settings)) {
            return insights.anomaly(id)
                    .orElseThrow(() -> new CliException(
                            CliException.WRONG_INPUT,
                            "No anomaly has the id '" + id + "': give one as 'curl RELAY/api/anomalies' lists them"));
        }
    }

    private static Explanation explain(Settings settings, Anomaly stored) {
        try (ReadingHistory history = new KafkaReadingHistory(settings)) {
            return new Explain(history, settings, Budget.OF_A_COMMAND).explain(stored);
        }
    }
}
