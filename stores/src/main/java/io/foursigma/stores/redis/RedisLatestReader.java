// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.redis;

import io.foursigma.schemas.LatestReading;
import io.foursigma.schemas.LatestSensor;
import io.foursigma.schemas.RedisKeys;
import io.foursigma.schemas.SensorStats;
import io.foursigma.schemas.json.JsonFields;
import io.foursigma.schemas.json.LatestReadingJson;
import io.foursigma.schemas.json.SensorStatsJson;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.LatestReader;
import io.foursigma.stores.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/** Reads latest values from Redis, and listens to its channel. */
public final class RedisLatestReader implements LatestReader {

    private static final int SENSORS_PER_ROUND_TRIP = 1_000;

    /** The order of the other stores, too. */
    private static final Comparator<String> BY_CODE_POINT =
            Comparator.comparing(name -> name.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    private final RedisAddress address;
    private final RedisKeys keys;
    private final RedisClient client;
    private final List<LiveSubscription> subscriptions = new CopyOnWriteArrayList<>();

    /** A reader for the address and the prefix that are set. Does not connect. */
    public RedisLatestReader(Settings settings) {
        address = RedisAddress.of(settings);
        keys = new RedisKeys(settings.get(SettingsTable.REDIS_PREFIX));
        client = address.client();
    }

    @Override
    public List<LatestSensor> all() {
        try {
            List<String> names = new ArrayList<>(names());
            List<LatestSensor> all = new ArrayList<>(names.size());
            for (int from = 0; from < names.size(); from += SENSORS_PER_ROUND_TRIP) {
                read(names.subList(from, Math.min(from + SENSORS_PER_ROUND_TRIP, names.size())), all);
            }
            return all;
        } catch (JedisException e) {
            throw address.away(e);
        }
    }

    @Override
    public Optional<LatestSensor> sensor(String sensor) {
        try {
            List<LatestSensor> found = new ArrayList<>(1);
            read(List.of(sensor), found);
            return found.stream().findFirst();
        } catch (JedisException e) {
            throw address.away(e);
        }
    }

    @Override
    public void listen(Listener listener) {
        LiveSubscription subscription = new LiveSubscription(address, keys.live(), listener);
        subscriptions.add(subscription);
        subscription.start();
    }

    @Override
    public void close() {
        subscriptions.forEach(LiveSubscription::close);
        client.close();
    }

    private SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>(BY_CODE_POINT);
        ScanParams params = new ScanParams().count(SENSORS_PER_ROUND_TRIP);
        String cursor = ScanParams.SCAN_POINTER_START;
        do {
            ScanResult<String> page = client.sscan(keys.sensors(), cursor, params);
            names.addAll(page.getResult());
            cursor = page.getCursor();
        } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
        return names;
    }

    private void read(List<String> names, List<LatestSensor> found) {
        List<Response<List<String>>> answers = new ArrayList<>(names.size());
        try (AbstractPipeline pipeline = client.pipelined()) {
            for (String name : names) {
                answers.add(pipeline.hmget(keys.latest(name), RedisKeys.READING_FIELD, RedisKeys.STATS_FIELD));
            }
            pipeline.sync();
        }
        for (int i = 0; i < names.size(); i++) {
            List<@Nullable String> halves = answers.get(i).get();
            LatestSensor latest = latest(names.get(i), halves.get(0), halves.get(1));
            if (latest.reading() != null || latest.stats() != null) {
                found.add(latest);
            }
        }
    }

    private LatestSensor latest(String sensor, @Nullable String reading, @Nullable String stats) {
        try {
            return new LatestSensor(sensor, readingOf(reading), statsOf(stats));
        } catch (IOException e) {
            throw new StoreException(
                    "the key " + keys.latest(sensor) + " in Redis at " + address.hostAndPort() + " is unreadable: " + e
                            + "; delete it, it will be written anew",
                    e);
        }
    }

    private static @Nullable LatestReading readingOf(@Nullable String json) throws IOException {
        return json == null ? null : LatestReadingJson.read(fields(json));
    }

    private static @Nullable SensorStats statsOf(@Nullable String json) throws IOException {
        return json == null ? null : SensorStatsJson.read(fields(json));
    }

    private static JsonFields fields(String json) throws IOException {
        return JsonFields.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
