// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import io.foursigma.analytics.SensorWindowsState;
import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.schemas.Progress;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.BucketStore;
import io.foursigma.stores.BucketStore.Claim;
import io.foursigma.stores.BucketStore.Flush;
import io.foursigma.stores.BucketStore.FlushOutcome;
import io.foursigma.stores.BucketStore.SensorRow;
import io.foursigma.stores.ByName;
import io.foursigma.stores.SampleState;
import io.foursigma.stores.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What flushes leave becomes snapshots, and nobody who reads sees a difference. */
final class CassandraSnapshotIT {

    @RegisterExtension
    static final SharedServers SERVERS = SharedServers.of(ServerKind.CASSANDRA);

    private static final Duration BOUND = Duration.ofSeconds(60);

    /** Long names: a few hundred of them make a flush after which a snapshot is due. */
    private static final int NAME_LENGTH = 250;

    private static Settings settings;
    private static BucketStore<SensorWindowsState> one;
    private static BucketStore<SensorWindowsState> other;
    private static CqlSession cassandra;

    private final SplittableRandom random = new SplittableRandom(20_261_123);
    private final NavigableMap<String, SensorWindowsState> expected = new TreeMap<>(ByName.ORDER);

    @BeforeAll
    static void open() {
        settings = CassandraFixture.settings(SERVERS.cassandra(), "snapshots", 16);
        CassandraSchema.install(settings);
        one = CassandraBucketStore.windows(settings);
        other = CassandraBucketStore.windows(settings);
        cassandra = CassandraSessions.open(settings);
    }

    @AfterAll
    static void close() {
        one.close();
        other.close();
        cassandra.close();
    }

    @Test
    void statesAreTheSameThroughSnapshotsAndChangesOfOwner() {
        int bucket = 0;
        int owners = 0;
        BucketStore<SensorWindowsState> owner = one;
        Claim claim = owner.claim(bucket, "owner 0");
        long sequence = claim.sequence();
        for (int step = 0; step < 60; step++) {
            sequence++;
            Flush<SensorWindowsState> flush = flush(bucket, claim.epoch(), sequence, some(random.nextInt(600)));
            assertThat(join(owner.flush(flush))).isEqualTo(FlushOutcome.DURABLE);
            expected.putAll(flush.rows());
            if (random.nextInt(4) == 0) {
                BucketStore<SensorWindowsState> former = owner;
                Claim lost = claim;
                owner = random.nextInt(4) == 0 ? owner : owner == one ? other : one;
                owners++;
                claim = owner.claim(bucket, "owner " + owners);
                assertThat(claim.sequence()).isEqualTo(sequence);
                Flush<SensorWindowsState> late = flush(bucket, lost.epoch(), sequence + 1, some(300));
                assertThat(join(former.flush(late))).isEqualTo(FlushOutcome.LOST);
            }
            assertReads(owner, bucket, claim.epoch());
        }
        assertThat(owners).isGreaterThan(5);
        assertThat(statics(bucket).getLong("snapshot_flush"))
                .as("a snapshot was named")
                .isPositive();
        assertSeenByAll(bucket);
    }

    @Test
    void whatASnapshotHasTakenInIsDeleted() {
        int bucket = 1;
        long epoch = one.claim(bucket, "owner").epoch();
        long sequence = 0;
        for (int i = 0; i < 40; i++) {
            sequence++;
            Flush<SensorWindowsState> flush = flush(bucket, epoch, sequence, some(500));
            assertThat(join(one.flush(flush))).isEqualTo(FlushOutcome.DURABLE);
            expected.putAll(flush.rows());
        }

        await().atMost(BOUND).untilAsserted(() -> {
            long named = statics(bucket).getLong("snapshot_flush");
            assertThat(named).isPositive();
            Set<Long> flushes = new HashSet<>();
            cassandra
                    .execute("SELECT flush FROM snapshots.sensor_windows WHERE bucket = " + bucket)
                    .forEach(row -> flushes.add(row.getLong(0)));
            assertThat(flushes).isNotEmpty().allMatch(flush -> flush > named);
        });
        Set<Long> snapshots = new HashSet<>();
        cassandra
                .execute("SELECT flush FROM snapshots.windows_snapshots WHERE bucket = " + bucket)
                .forEach(row -> snapshots.add(row.getLong(0)));
        assertThat(snapshots)
                .as("the one that counts, and perhaps the next one")
                .hasSizeBetween(1, 2);
        assertReads(one, bucket, epoch);
    }

    @Test
    void pagesOfASnapshotThatNoFlushHasNamedAreNotRead() {
        int bucket = 2;
        long former = one.claim(bucket, "former").epoch();
        Flush<SensorWindowsState> durable = flush(bucket, former, 1, some(10));
        join(one.flush(durable));
        expected.putAll(durable.rows());
        String sensor = durable.rows().keySet().iterator().next();
        // What a former owner leaves that stops before it names its snapshot, and what another one writes too late.
        for (long epoch : List.of(former, former + 7)) {
            cassandra.execute(
                    "INSERT INTO snapshots.windows_snapshots (bucket, epoch, flush, first_sensor, format, states) VALUES"
                            + " (?, ?, 1, ?, 1, ?)",
                    bucket,
                    epoch,
                    sensor,
                    Pack.of(new WindowsCodec(), Map.of(sensor, SampleState.windows(random)))
                            .pieces()
                            .get(0));
        }

        assertReads(other, bucket, other.claim(bucket, "next").epoch());
        assertSeenByAll(bucket);
    }

    @Test
    void sensorsOfPagesThatAreGoneDoNotBeginAnew() {
        int bucket = 4;
        long epoch = one.claim(bucket, "owner").epoch();
        for (int sequence = 1; sequence <= 20; sequence++) {
            join(one.flush(flush(bucket, epoch, sequence, some(500))));
        }
        assertThat(statics(bucket).getLong("snapshot_flush")).isPositive();
        cassandra.execute("DELETE FROM snapshots.windows_snapshots WHERE bucket = " + bucket);

        long next = other.claim(bucket, "next").epoch();
        assertThatThrownBy(() -> join(other.load(bucket, next, Set.of("any"))))
                .hasRootCauseInstanceOf(StoreException.class)
                .hasStackTraceContaining("Pages of the snapshot of bucket 4 that counts are gone");
        assertThatThrownBy(() -> new BucketImages<>(cassandra, "snapshots", new WindowsCodec()).image(bucket))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("The snapshot of bucket 4 of sensor_windows that counts has 0 bytes");
        assertThat(join(one.load(bucket, epoch, Set.of("any"))))
                .as("the former owner hears that it is one")
                .isEmpty();
    }

    @Test
    void loadsBesideFlushesAndSnapshotsSeeEverySensor() {
        int bucket = 3;
        long epoch = one.claim(bucket, "owner").epoch();
        Flush<SensorWindowsState> still = flush(bucket, epoch, 1, some(400));
        join(one.flush(still));
        List<CompletableFuture<?>> loads = new ArrayList<>();
        for (int sequence = 2; sequence <= 40; sequence++) {
            Map<String, SensorWindowsState> moving = new HashMap<>();
            some(400).forEach((sensor, state) -> moving.put("m" + sensor, state));
            CompletableFuture<FlushOutcome> flushed =
                    one.flush(flush(bucket, epoch, sequence, moving)).toCompletableFuture();
            loads.add(one.load(bucket, epoch, still.rows().keySet())
                    .toCompletableFuture()
                    .thenAccept(found -> assertThat(found).contains(still.rows())));
            assertThat(flushed.join()).isEqualTo(FlushOutcome.DURABLE);
        }
        loads.forEach(CompletableFuture::join);
        assertThat(statics(bucket).getLong("snapshot_flush")).isPositive();
    }

    private Map<String, SensorWindowsState> some(int count) {
        Map<String, SensorWindowsState> rows = new HashMap<>();
        for (int i = 0; i < count; i++) {
            String name = (random.nextInt(10) == 0 ? "\ud83c\udf21" : "\uff5e") + random.nextInt(900);
            rows.put(name + "x".repeat(NAME_LENGTH), SampleState.windows(random));
        }
        return rows;
    }

    private static Flush<SensorWindowsState> flush(
            int bucket, long epoch, long sequence, Map<String, SensorWindowsState> rows) {
        return new Flush<>(bucket, epoch, sequence, "topic", Map.of(0, Progress.at(sequence)), rows, List.of());
    }

    private void assertReads(BucketStore<SensorWindowsState> store, int bucket, long epoch) {
        Set<String> asked = new HashSet<>(Set.of("", "never flushed", "\uff5e1"));
        Map<String, SensorWindowsState> found = new HashMap<>();
        expected.forEach((sensor, state) -> {
            if (random.nextInt(10) == 0) {
                asked.add(sensor);
                found.put(sensor, state);
            }
        });
        assertThat(join(store.load(bucket, epoch, asked))).contains(found);

        List<SensorRow<SensorWindowsState>> all = new ArrayList<>();
        List<SensorRow<SensorWindowsState>> page = join(store.page(bucket, "", 150));
        while (!page.isEmpty()) {
            all.addAll(page);
            page = join(store.page(bucket, page.get(page.size() - 1).sensor(), 150));
        }
        assertThat(all)
                .containsExactlyElementsOf(expected.entrySet().stream()
                        .map(row -> new SensorRow<>(row.getKey(), row.getValue()))
                        .toList());
    }

    private void assertSeenByAll(int bucket) {
        Map<String, SensorWindowsState> seen = new BucketImages<>(cassandra, "snapshots", new WindowsCodec())
                .image(bucket)
                .states();
        assertThat(seen).containsExactlyEntriesOf(expected);
    }

    private static Row statics(int bucket) {
        return Objects.requireNonNull(cassandra
                .execute("SELECT snapshot_flush FROM snapshots.sensor_windows WHERE bucket = " + bucket + " LIMIT 1")
                .one());
    }

    private static <V> V join(CompletionStage<V> stage) {
        return stage.toCompletableFuture().join();
    }
}
