// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.topics;

import io.foursigma.local.cli.StoreAnswers;
import io.foursigma.local.cli.StoreOptions;
import io.foursigma.schemas.settings.Settings;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code foursigma topics describe}. */
@Command(
        name = "describe",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Shows a topic's id, configuration and partitions; of the readings, how far the group has come.")
final class DescribeTopicsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "readings, results or dead-letters, or what Kafka calls the topic (default: all three)")
    private @Nullable String name;

    @Mixin
    private StoreOptions options = new StoreOptions();

    @Override
    public Integer call() {
        Settings settings = options.settings();
        List<FoursigmaTopic> asked =
                name == null ? List.of(FoursigmaTopic.values()) : List.of(FoursigmaTopic.parse(name, settings));
        return StoreAnswers.ask(() -> describe(settings, asked));
    }

    private int describe(Settings settings, List<FoursigmaTopic> asked) {
        PrintWriter out = spec.commandLine().getOut();
        try (KafkaLook kafka = new KafkaLook(settings)) {
            for (FoursigmaTopic topic : asked) {
                Optional<TopicFacts> found = kafka.find(topic);
                if (found.isPresent()) {
                    TopicText.printHead(out, found.get(), topic, kafka.configuration(topic));
                    Optional<Map<Integer, Long>> committed =
                            topic == FoursigmaTopic.READINGS ? Optional.of(kafka.committed()) : Optional.empty();
                    TopicText.printPartitions(out, found.get(), committed);
                } else if (name == null) {
                    TopicText.printAbsent(out, topic.name(settings), topic);
                } else {
                    throw topic.absent(settings);
                }
            }
        }
        out.flush();
        return 0;
    }
}
