// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology;

import io.foursigma.bolts.order.Rules;
import io.foursigma.schemas.settings.Setting;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.Provisioning;
import io.foursigma.stores.ReadingsTopic;
import io.foursigma.stores.Stores;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.storm.Config;

/** Submits a topology that keeps less than the product's. Understands {@code -c NAME=VALUE} alone. */
final class FaultySubmission {

    private FaultySubmission() {}

    /**
     * Submits.
     *
     * @param more settings over those that are given
     */
    static void submit(String[] args, Map<Setting<?>, String> more, Function<Settings, Stores> stores, Rules rules) {
        Map<String, Object> given = given(args);
        more.forEach((setting, text) -> given.put(setting.name(), text));
        Submission submission = Submission.resolve(Map.of(), System.getenv(), given);
        Settings settings = submission.settings();
        Config config = TopologyConfig.of(settings);
        config.putAll(submission.storm());
        ReadingsTopic topic = Provisioning.installForTopology(settings);
        new StormCluster(config)
                .submit(
                        settings.get(SettingsTable.TOPOLOGY_NAME),
                        FoursigmaTopology.of(settings, stores.apply(settings), topic, rules));
    }

    private static Map<String, Object> given(String[] args) {
        Map<String, Object> given = new HashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            String[] nameAndValue = args[i + 1].split("=", 2);
            given.put(nameAndValue[0], nameAndValue[1]);
        }
        return given;
    }
}
