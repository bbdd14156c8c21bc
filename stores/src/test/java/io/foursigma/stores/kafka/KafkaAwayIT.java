// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.kafka;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foursigma.local.servers.LocalServers;
import io.foursigma.local.servers.LocalServersConfig;
import io.foursigma.local.servers.ServerKind;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.DeadLetterLog;
import io.foursigma.stores.Samples;
import io.foursigma.stores.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

final class KafkaAwayIT {

    @Test
    void awayIsSaidInTime() throws Exception {
        LocalServers servers = LocalServers.start(
                LocalServersConfig.temporary(Path.of(System.getProperty("foursigma.home"))),
                EnumSet.of(ServerKind.KAFKA),
                ready -> {});
        Settings settings = KafkaLogs.settings(servers.kafkaBootstrap());
        try (DeadLetterLog known = new KafkaDeadLetterLog(settings);
                DeadLetterLog fresh = new KafkaDeadLetterLog(settings)) {
            try (servers) {
                new KafkaTopics(settings).ensure();
                append(known);
            }
            assertAway(known);
            assertAway(fresh);
            Assertions.assertTimeout(
                    Duration.ofSeconds(20),
                    () -> assertThatThrownBy(() -> new KafkaTopics(settings).ensure())
                            .isInstanceOf(StoreException.class)
                            .hasMessageContaining("start it, or correct kafka.bootstrap-servers"));
        }
    }

    private static void assertAway(DeadLetterLog log) {
        Assertions.assertTimeout(
                Duration.ofSeconds(15),
                () -> assertThatThrownBy(() -> append(log))
                        .isInstanceOf(CompletionException.class)
                        .hasCauseInstanceOf(StoreException.class)
                        .hasMessageContaining("does not take a record"));
    }

    private static void append(DeadLetterLog log) {
        log.append(LongStream.range(0, 100)
                        .mapToObj(offset -> Samples.deadLetter(offset, 0))
                        .toList())
                .toCompletableFuture()
                .join();
    }
}
