// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.kafka;

import static io.foursigma.stores.PolicyLogContract.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.foursigma.local.servers.LocalServers;
import io.foursigma.local.servers.LocalServersConfig;
import io.foursigma.local.servers.ServerKind;
import io.foursigma.schemas.PolicyChange;
import io.foursigma.schemas.PolicyKey;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.HeardPolicies;
import io.foursigma.stores.PolicyLog;
import io.foursigma.stores.PolicyReader;
import io.foursigma.stores.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PolicyOutageIT {

    private static final Duration AWAY = Duration.ofSeconds(12);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void readersAreToldThatTheBrokerIsAwayAndHearAllOnceItIsBack() throws Exception {
        try (LocalServers servers = LocalServers.startKept(
                LocalServersConfig.temporary(Path.of(System.getProperty("foursigma.home"))),
                EnumSet.of(ServerKind.KAFKA),
                ready -> {},
                line -> {},
                () -> {})) {
            Settings settings = KafkaLogs.settings(servers.kafkaBootstrap());
            new KafkaTopics(settings).ensure();
            HeardPolicies first = new HeardPolicies();
            HeardPolicies second = new HeardPolicies();
            try (PolicyLog log = new KafkaPolicyLog(settings);
                    PolicyReader one = new KafkaPolicyReader(settings);
                    PolicyReader other = new KafkaPolicyReader(settings)) {
                one.listen(first);
                other.listen(second);
                append(log, PolicyChange.set(policy("a", 1)));
                append(log, PolicyChange.set(policy("b", 2)));
                await().atMost(PATIENCE).until(() -> first.policies().size() == 2);

                servers.kept(ServerKind.KAFKA).endFor(AWAY);
                assertThatThrownBy(() -> append(log, PolicyChange.set(policy("lost", 3))))
                        .hasCauseInstanceOf(StoreException.class)
                        .hasMessageContaining("does not take a record");
                await().atMost(PATIENCE).until(() -> !first.losses().isEmpty());
                assertThat(first.policies()).hasSize(2);

                await().atMost(PATIENCE).until(() -> first.isCaughtUp() && second.isCaughtUp());
                await().atMost(PATIENCE).ignoreExceptions().until(() -> {
                    append(log, PolicyChange.removal(PolicyKey.sensor("a")));
                    append(log, PolicyChange.removal(PolicyKey.sensor("lost")));
                    return true;
                });
                await().atMost(PATIENCE).until(() -> first.policies().keySet().equals(Set.of(PolicyKey.sensor("b"))));
                await().atMost(PATIENCE).until(() -> second.policies().equals(first.policies()));
                assertThat(first.losses()).hasSize(1);
            }
        }
    }

    private static void append(PolicyLog log, PolicyChange change) {
        long unused = log.append(change).toCompletableFuture().join();
    }
}
