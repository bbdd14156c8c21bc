// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.foursigma.analytics.SensorWindowsState;
import io.foursigma.local.servers.LocalServers;
import io.foursigma.local.servers.LocalServersConfig;
import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.ServerPorts;
import io.foursigma.local.servers.ServerStartException;
import io.foursigma.schemas.Progress;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.BucketStore;
import io.foursigma.stores.BucketStore.Flush;
import io.foursigma.stores.BucketStore.FlushOutcome;
import io.foursigma.stores.SampleState;
import io.foursigma.stores.StateReader;
import io.foursigma.stores.StatsRow;
import io.foursigma.stores.StoreException;
import io.foursigma.stores.StoredOutput;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the stores when Cassandra is stopped, or stands still, and comes back on the same port. */
final class CassandraOutageIT {

    private static final Duration BOUND = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static LocalServers server;
    private static Settings settings;
    private static int port;

    @BeforeAll
    static void start() throws IOException, ServerStartException, InterruptedException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        server = startServer();
        settings =
                CassandraFixture.settings(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), "outage", 16);
        CassandraSchema.install(settings);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void stoppedCassandraFailsInTimeAndIsFoundAgain() throws ServerStartException, InterruptedException {
        try (BucketStore<StatsRow> store = CassandraBucketStore.stats(settings);
                StateReader reader = new CassandraStateReader(settings);
                BucketStore<StatsRow> late = CassandraBucketStore.stats(settings)) {
            Flush<StatsRow> first = firstFlush(0, store.claim(0, "owner").epoch());
            assertThat(reader.statsProgress()).doesNotContainKey(0);

            server.close();

            assertUnknown(store.flush(first));
            assertFails(store.load(0, first.epoch(), Set.of("a")), "read them again");
            assertAway(() -> store.claim(1, "owner"));
            assertAway(reader::statsProgress);
            assertAway(() -> late.claim(2, "late"));

            server = startServer();
            await().atMost(BOUND)
                    .ignoreExceptionsInstanceOf(CompletionException.class)
                    .untilAsserted(() -> assertThat(
                                    store.flush(first).toCompletableFuture().join())
                            .isEqualTo(FlushOutcome.DURABLE));
            await().atMost(BOUND)
                    .ignoreExceptionsInstanceOf(StoreException.class)
                    .untilAsserted(() -> assertThat(reader.statsProgress()).containsEntry(0, first.progress()));
            assertThat(late.claim(2, "late").progress()).isEmpty();
        }
    }

    @Test
    void flushThatCassandraAnsweredTooLateIsDurableOnceWhenSentAgain() throws IOException, InterruptedException {
        try (BucketStore<StatsRow> store = CassandraBucketStore.stats(settings)) {
            Flush<StatsRow> first = firstFlush(3, store.claim(3, "owner").epoch());

            signal("STOP");
            try {
                assertUnknown(store.flush(first));
            } finally {
                signal("CONT");
            }

            await().atMost(BOUND)
                    .ignoreExceptionsInstanceOf(CompletionException.class)
                    .untilAsserted(() -> assertThat(
                                    store.flush(first).toCompletableFuture().join())
                            .isEqualTo(FlushOutcome.DURABLE));
            BucketStore.Claim claim = store.claim(3, "next");
            assertThat(claim.sequence()).isEqualTo(1);
            assertThat(claim.progress()).isEqualTo(first.progress());
            assertThat(store.load(3, claim.epoch(), first.rows().keySet())
                            .toCompletableFuture()
                            .join())
                    .contains(first.rows());
        }
    }

    @Test
    void outputsThatCassandraAnsweredTooLateAreStoredOnceWhenSentAgain() throws IOException, InterruptedException {
        try (BucketStore<SensorWindowsState> store = CassandraBucketStore.windows(settings)) {
            List<StoredOutput> outputs = List.of(new StoredOutput(0, 1, 0, "{}"), new StoredOutput(0, 4, 0, "{}"));
            Flush<SensorWindowsState> flush = new Flush<>(
                    5, store.claim(5, "owner").epoch(), 1, "topic", Map.of(0, Progress.at(5)), Map.of(), outputs);

            signal("STOP");
            try {
                assertUnknown(store.flush(flush));
                assertFails(store.outputs(5, 0, 0, 5), "read them again");
                assertFails(store.forget(5, flush.epoch(), 0, 1), "delete them again");
            } finally {
                signal("CONT");
            }

            await().atMost(BOUND)
                    .ignoreExceptionsInstanceOf(CompletionException.class)
                    .untilAsserted(() -> assertThat(
                                    store.flush(flush).toCompletableFuture().join())
                            .isEqualTo(FlushOutcome.DURABLE));
            assertThat(store.outputs(5, 0, 0, 5).toCompletableFuture().join()).isEqualTo(outputs);
        }
    }

    @Test
    void claimThatCassandraAnsweredTooLateIsOnesOwnWhenMadeAgain() throws IOException, InterruptedException {
        try (BucketStore<StatsRow> store = CassandraBucketStore.stats(settings)) {
            long before = store.claim(4, "former").epoch();

            signal("STOP");
            try {
                assertAway(() -> store.claim(4, "owner"));
            } finally {
                signal("CONT");
            }

            await().atMost(BOUND)
                    .ignoreExceptionsInstanceOf(StoreException.class)
                    .untilAsserted(() -> {
                        BucketStore.Claim claim = store.claim(4, "owner");
                        assertThat(claim.epoch()).isGreaterThan(before);
                        assertThat(store.flush(firstFlush(4, claim.epoch()))
                                        .toCompletableFuture()
                                        .join())
                                .isEqualTo(FlushOutcome.DURABLE);
                    });
        }
    }

    private static LocalServers startServer() throws ServerStartException, InterruptedException {
        LocalServersConfig config = new LocalServersConfig(
                Path.of(System.getProperty("foursigma.home")),
                folder,
                new ServerPorts(0, port, 0, 0),
                LocalServersConfig.DEFAULT_START_DEADLINE);
        return LocalServers.start(config, EnumSet.of(ServerKind.CASSANDRA), ready -> {});
    }

    private static Flush<StatsRow> firstFlush(int bucket, long epoch) {
        return new Flush<>(
                bucket,
                epoch,
                1,
                "topic",
                Map.of(0, Progress.at(5)),
                Map.of("a", SampleState.stats(new SplittableRandom(bucket))),
                List.of());
    }

    private static void assertUnknown(CompletionStage<FlushOutcome> flush) {
        assertFails(flush, "send the same flush again");
    }

    private static void assertFails(CompletionStage<?> request, String cure) {
        CompletableFuture<?> made = request.toCompletableFuture();
        assertThat(made).failsWithin(BOUND);
        assertThatThrownBy(made::join).hasCauseInstanceOf(StoreException.class).hasMessageContaining(cure);
    }

    private static void assertAway(Runnable use) {
        CompletableFuture<Void> used = CompletableFuture.runAsync(use);
        assertThat(used).failsWithin(BOUND);
        assertThatThrownBy(used::join).hasCauseInstanceOf(StoreException.class);
    }

    private static void signal(String name) throws IOException, InterruptedException {
        String pid = Long.toString(server.processes().get(0).pid());
        Process kill = new ProcessBuilder("kill", "-" + name, pid).inheritIO().start();
        assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(kill.exitValue()).isZero();
    }
}
