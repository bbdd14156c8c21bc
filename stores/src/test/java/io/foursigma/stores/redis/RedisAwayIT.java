// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.foursigma.local.servers.LocalServers;
import io.foursigma.local.servers.LocalServersConfig;
import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.ServerPorts;
import io.foursigma.schemas.LatestSensor;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.LatestReader;
import io.foursigma.stores.LatestValues;
import io.foursigma.stores.LatestValuesContract.RecordingListener;
import io.foursigma.stores.Samples;
import io.foursigma.stores.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

final class RedisAwayIT {

    private static final List<LatestSensor> BEFORE = List.of(Samples.latest("a", Samples.TIME, 1, 1));
    private static final List<LatestSensor> AFTER = List.of(Samples.latest("b", Samples.TIME, 2, 2));

    @Test
    void awayIsSaidInTimeAndBackIsNoticed() throws Exception {
        LocalServers first = start(0);
        int port = first.redis().getPort();
        Settings settings = Settings.defaults().with(SettingsTable.REDIS_ADDRESS, "127.0.0.1:" + port);
        RecordingListener listener = new RecordingListener();
        try (LatestValues values = new RedisLatestValues(settings);
                LatestReader reader = new RedisLatestReader(settings)) {
            try (first) {
                reader.listen(listener);
                await().until(() -> listener.connections() == 1);
                values.put(BEFORE, List.of());
                await().untilAsserted(() -> assertThat(listener.updates()).isEqualTo(BEFORE));
            }
            assertAway(values, reader);
            await().untilAsserted(() -> assertThat(listener.lost()).contains("Redis at 127.0.0.1:" + port));
            assertThat(listener.connections()).isEqualTo(1);
            LocalServers second = start(port);
            try (second) {
                await().until(() -> listener.connections() == 2);
                await().ignoreException(StoreException.class).untilAsserted(() -> {
                    values.put(AFTER, List.of());
                    assertThat(reader.all()).isEqualTo(AFTER);
                });
                await().untilAsserted(() -> assertThat(listener.updates()).containsAll(AFTER));
                assertThat(listener.lost()).isNull();
            }
        }
    }

    @Test
    void listenerIsToldWhenRedisIsAwayFromTheBeginning() throws Exception {
        LocalServers gone = start(0);
        gone.close();
        RecordingListener listener = new RecordingListener();
        Settings settings = Settings.defaults()
                .with(SettingsTable.REDIS_ADDRESS, "127.0.0.1:" + gone.redis().getPort());
        try (LatestReader reader = new RedisLatestReader(settings)) {
            reader.listen(listener);
            await().untilAsserted(() -> assertThat(listener.lost()).isNotNull());
            assertThat(listener.connections()).isZero();
        }
    }

    private static void assertAway(LatestValues values, LatestReader reader) {
        Assertions.assertTimeout(
                Duration.ofSeconds(5),
                () -> assertThatThrownBy(() -> values.put(AFTER, List.of()))
                        .isInstanceOf(StoreException.class)
                        .hasMessageContaining("start it, or correct redis.address"));
        assertThatThrownBy(reader::all).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> reader.sensor("a")).isInstanceOf(StoreException.class);
    }

    private static LocalServers start(int port) throws Exception {
        LocalServersConfig config = new LocalServersConfig(
                Path.of(System.getProperty("foursigma.home")),
                null,
                new ServerPorts(0, 0, 0, port),
                LocalServersConfig.DEFAULT_START_DEADLINE);
        return LocalServers.start(config, EnumSet.of(ServerKind.REDIS), ready -> {});
    }
}
