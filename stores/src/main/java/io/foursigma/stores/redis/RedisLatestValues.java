// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.redis;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.LatestSensor;
import io.foursigma.schemas.RedisKeys;
import io.foursigma.schemas.json.LatestJson;
import io.foursigma.schemas.json.LiveMessageJson;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.LatestValues;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.SetParams;

/** Puts latest values into Redis and announces what changed by it, and all anomalies, on its channel. */
public final class RedisLatestValues implements LatestValues {

    private static final int UPDATES_PER_ROUND_TRIP = 1_000;
    private static final int MAX_MESSAGE_BYTES = 512 << 10;

    /** What Redis calls itself: another name after each start. */
    private static final String RUN_ID = "run_id:";

    private final RedisAddress address;
    private final RedisKeys keys;
    private final RedisClient client;
    private final LatestScript script;
    private final byte[] channel;

    /** Latest values at the address and under the prefix that are set. Does not connect. */
    public RedisLatestValues(Settings settings) {
        keys = new RedisKeys(settings.get(SettingsTable.REDIS_PREFIX));
        address = RedisAddress.of(settings);
        client = address.client();
        script = new LatestScript(client, keys);
        channel = keys.live().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void put(Collection<LatestSensor> updates, List<Anomaly> anomalies) {
        List<LatestSensor> all = new ArrayList<>(updates);
        List<LatestJson> changed = new ArrayList<>();
        try {
            for (int from = 0; from < all.size(); from += UPDATES_PER_ROUND_TRIP) {
                changed.addAll(script.put(all.subList(from, Math.min(from + UPDATES_PER_ROUND_TRIP, all.size()))));
            }
            for (byte[] message : LiveMessageJson.write(changed, anomalies, MAX_MESSAGE_BYTES)) {
                client.publish(channel, message);
            }
        } catch (JedisException e) {
            throw address.away(e);
        }
    }

    @Override
    public String life() {
        try {
            client.set(
                    keys.life(),
                    UUID.randomUUID().toString(),
                    SetParams.setParams().nx());
            String run = client.info("server")
                    .lines()
                    .filter(line -> line.startsWith(RUN_ID))
                    .findFirst()
                    .orElseThrow(() -> new JedisException("INFO server has no " + RUN_ID));
            return run + " " + client.get(keys.life());
        } catch (JedisException e) {
            throw address.away(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
