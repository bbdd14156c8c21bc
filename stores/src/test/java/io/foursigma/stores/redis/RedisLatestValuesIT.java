// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.schemas.RedisKeys;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.LatestReader;
import io.foursigma.stores.LatestValues;
import io.foursigma.stores.LatestValuesContract;
import io.foursigma.stores.Samples;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.RedisClient;

final class RedisLatestValuesIT extends LatestValuesContract {

    @RegisterExtension
    static final SharedServers SERVERS = SharedServers.of(ServerKind.REDIS);

    private static final AtomicInteger PREFIXES = new AtomicInteger();

    private Settings settings = Settings.defaults();
    private LatestValues values = new RedisLatestValues(settings);
    private LatestReader reader = new RedisLatestReader(settings);

    @BeforeEach
    void open() {
        close();
        InetSocketAddress redis = SERVERS.redis();
        settings = Settings.defaults()
                .with(SettingsTable.REDIS_ADDRESS, "127.0.0.1:" + redis.getPort())
                .with(SettingsTable.REDIS_PREFIX, "latest" + PREFIXES.incrementAndGet());
        values = new RedisLatestValues(settings);
        reader = new RedisLatestReader(settings);
    }

    @AfterEach
    void close() {
        values.close();
        reader.close();
    }

    @Override
    protected LatestValues values() {
        return values;
    }

    @Override
    protected LatestReader reader() {
        return reader;
    }

    @Test
    void forgottenScriptIsLoadedAgain() {
        values.put(List.of(Samples.latest("a", Samples.TIME, 1, 1)), List.of());
        try (RedisClient client = RedisAddress.of(settings).client()) {
            client.scriptFlush("any");
        }
        values.put(
                List.of(Samples.latest("a", Samples.TIME, 2, 2), Samples.latest("b", Samples.TIME, 3, 1)), List.of());
        assertThat(reader.all())
                .containsExactly(Samples.latest("a", Samples.TIME, 2, 2), Samples.latest("b", Samples.TIME, 3, 1));
    }

    @Test
    void deletedKeysBeginAnotherLife() {
        String life = values.life();
        assertThat(values.life()).isEqualTo(life).startsWith("run_id:");
        try (RedisClient client = RedisAddress.of(settings).client()) {
            client.del(new RedisKeys(settings.get(SettingsTable.REDIS_PREFIX)).life());
        }
        assertThat(values.life()).isNotEqualTo(life);
    }

    @Test
    void unreadableMessageReconnectsInsteadOfEndingTheListening() {
        RecordingListener listener = new RecordingListener();
        reader.listen(listener);
        await().until(() -> listener.connections() == 1);
        try (RedisClient client = RedisAddress.of(settings).client()) {
            client.publish(new RedisKeys(settings.get(SettingsTable.REDIS_PREFIX)).live(), "no JSON");
        }
        await().until(() -> listener.connections() == 2);
        values.put(List.of(Samples.latest("a", Samples.TIME, 1, 1)), List.of());
        await().untilAsserted(
                        () -> assertThat(listener.updates()).containsExactly(Samples.latest("a", Samples.TIME, 1, 1)));
    }

    @Test
    void closingEndsListeningWithinSecond() {
        RecordingListener listener = new RecordingListener();
        reader.listen(listener);
        await().until(() -> listener.connections() == 1);
        Assertions.assertTimeout(Duration.ofSeconds(1), reader::close);
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("redis-live"));
        assertThat(listener.lost()).as("closing is no loss").isNull();
    }
}
