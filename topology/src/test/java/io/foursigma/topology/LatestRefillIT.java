// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.bolts.LatestBolt;
import io.foursigma.bolts.LatestUpdate;
import io.foursigma.bolts.Streams;
import io.foursigma.bolts.metrics.TaskMetric;
import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import io.foursigma.schemas.RedisKeys;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.redis.RedisLatestValues;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.RedisClient;

/** An emptied Redis holds the same bytes again. */
final class LatestRefillIT {

    @RegisterExtension
    static final SharedServers SERVERS = SharedServers.of(ServerKind.REDIS);

    private final SwitchedStores stores = new SwitchedStores();
    private final AtomicLong now = new AtomicLong();

    @Test
    void emptiedRedisIsFilledWithTheVeryBytesThatWereSentLive() {
        String address = "127.0.0.1:" + SERVERS.redis().getPort();
        RedisKeys keys = new RedisKeys("refill");
        stores.latest = new RedisLatestValues(LatestScenario.SETTINGS
                .with(SettingsTable.REDIS_ADDRESS, address)
                .with(SettingsTable.REDIS_PREFIX, keys.prefix()));
        LatestScenario scenario = new LatestScenario(Way.DIRECT, stores.memory);
        LatestBolt bolt = new LatestBolt(stores, BoltSettings.windows(LatestScenario.SETTINGS), now::get);
        try (RedisClient client = RedisClient.create("redis://" + address);
                BoltHarness latest = new BoltHarness(Way.DIRECT, FoursigmaTopology.LATEST, bolt)) {
            look(latest);
            look(latest);
            scenario.play(400);
            for (LatestUpdate update : scenario.bolts().latestUpdates) {
                LatestUpdate values = new LatestUpdate(update.sensors(), update.anomalies(), false);
                latest.execute(FoursigmaTopology.STATS, Streams.LATEST, values);
            }
            latest.pulseUntil(() -> latest.metric(TaskMetric.SINK_QUEUE_DEPTH) == 0);
            Map<String, Object> live = all(client, keys);
            assertThat(live).hasSize(5 + 1);
            client.flushAll();
            now.addAndGet(5_000);
            latest.pulseUntil(() -> all(client, keys).size() == live.size());
            assertThat(all(client, keys)).isEqualTo(live);
        }
    }

    /** What was under way when this was called has come to its end, or the next has begun. */
    private void look(BoltHarness latest) {
        now.addAndGet(5_000);
        int looks = stores.looks.get();
        latest.pulseUntil(() -> stores.looks.get() > looks);
    }

    /** Every key that holds values, and what it holds. */
    private static Map<String, Object> all(RedisClient client, RedisKeys keys) {
        Map<String, Object> all = new TreeMap<>();
        for (String sensor : client.smembers(keys.sensors())) {
            all.put(keys.latest(sensor), new TreeMap<>(client.hgetAll(keys.latest(sensor))));
        }
        if (!all.isEmpty()) {
            all.put(keys.sensors(), client.smembers(keys.sensors()));
        }
        return all;
    }
}
