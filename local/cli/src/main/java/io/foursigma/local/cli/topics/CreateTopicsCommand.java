// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.topics;

import io.foursigma.local.cli.StoreAnswers;
import io.foursigma.local.cli.StoreOptions;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsException;
import io.foursigma.stores.kafka.KafkaTopics;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code foursigma topics create}. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Creates the topics that are absent, as the topology would, and checks those that are there.")
final class CreateTopicsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private StoreOptions options = new StoreOptions();

    @Override
    public Integer call() {
        Settings settings = options.settings();
        Set<FoursigmaTopic> there = StoreAnswers.ask(() -> there(settings));
        try {
            StoreAnswers.ask(() -> new KafkaTopics(settings).ensure());
        } catch (SettingsException cannotServe) {
            // The topics were created before they were checked, so this is as true as what is wrong.
            tell(settings, there);
            throw cannotServe;
        }
        tell(settings, there);
        return 0;
    }

    private static Set<FoursigmaTopic> there(Settings settings) {
        Set<FoursigmaTopic> there = EnumSet.noneOf(FoursigmaTopic.class);
        try (KafkaLook kafka = new KafkaLook(settings)) {
            for (FoursigmaTopic topic : FoursigmaTopic.values()) {
                if (kafka.find(topic).isPresent()) {
                    there.add(topic);
                }
            }
        }
        return there;
    }

    private void tell(Settings settings, Set<FoursigmaTopic> there) {
        PrintWriter out = spec.commandLine().getOut();
        for (FoursigmaTopic topic : FoursigmaTopic.values()) {
            out.printf("%s %s%n", topic.name(settings), there.contains(topic) ? "was there already" : "is created");
        }
        out.flush();
    }
}
