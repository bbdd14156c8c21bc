// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.policies;

import io.foursigma.local.cli.StoreAnswers;
import io.foursigma.schemas.PolicyChange;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.PolicyLog;
import io.foursigma.stores.StoreException;
import io.foursigma.stores.kafka.KafkaPolicyLog;
import java.util.concurrent.CompletionException;

/** Appends one change to the topic of policies. */
final class PolicyAppend {

    private PolicyAppend() {}

    /** Appends and waits until Kafka has it. @throws io.foursigma.local.cli.CliException if Kafka does not take it */
    static void append(Settings settings, PolicyChange change) {
        long unused = StoreAnswers.ask(() -> {
            try (PolicyLog log = new KafkaPolicyLog(settings)) {
                return log.append(change).toCompletableFuture().join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof StoreException away ? away : e;
            }
        });
    }
}
