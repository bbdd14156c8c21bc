// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.topics;

import io.foursigma.local.cli.StoreAnswers;
import io.foursigma.local.cli.StoreOptions;
import io.foursigma.schemas.settings.Settings;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code foursigma topics list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Shows which of the four topics exist, and how much lies in them.")
final class ListTopicsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private StoreOptions options = new StoreOptions();

    @Override
    public Integer call() {
        Settings settings = options.settings();
        Map<FoursigmaTopic, Optional<TopicFacts>> topics = StoreAnswers.ask(() -> look(settings));
        PrintWriter out = spec.commandLine().getOut();
        TopicText.printList(out, settings, topics);
        out.flush();
        return 0;
    }

    private static Map<FoursigmaTopic, Optional<TopicFacts>> look(Settings settings) {
        Map<FoursigmaTopic, Optional<TopicFacts>> topics = new EnumMap<>(FoursigmaTopic.class);
        try (KafkaLook kafka = new KafkaLook(settings)) {
            for (FoursigmaTopic topic : FoursigmaTopic.values()) {
                topics.put(topic, kafka.find(topic));
            }
        }
        return topics;
    }
}
