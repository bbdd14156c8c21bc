// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.redis;

import io.foursigma.schemas.LatestReading;
import io.foursigma.schemas.LatestSensor;
import io.foursigma.schemas.RedisKeys;
import io.foursigma.schemas.Resources;
import io.foursigma.schemas.SensorStats;
import io.foursigma.schemas.json.Json;
import io.foursigma.schemas.json.LatestReadingJson;
import io.foursigma.schemas.json.SensorStatsJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * The script {@code latest.lua} that puts a sensor's latest values under guards. It is called by its digest; where
 * Redis does not know it (first use, restart, {@code SCRIPT FLUSH}), it is loaded and the calls are repeated, which
 * changes nothing for those that went through.
 */
final class LatestScript {

    private static final String TEXT = Resources.text("redis/latest.lua");
    private static final long READING_CHANGED = 1;
    private static final long STATS_CHANGED = 2;
    private static final String DIGEST = digest();

    private final RedisClient client;
    private final RedisKeys keys;

    LatestScript(RedisClient client, RedisKeys keys) {
        this.client = client;
        this.keys = keys;
    }

    /** Puts these updates in one round trip, or in three if the script has to be loaded; what has changed by it. */
    List<LatestSensor> put(List<LatestSensor> updates) {
        List<LatestSensor> changed = new ArrayList<>();
        List<LatestSensor> unknown = call(updates, changed);
        if (!unknown.isEmpty()) {
            client.scriptLoad(TEXT);
            if (!call(unknown, changed).isEmpty()) {
                throw new JedisNoScriptException("the script was loaded, but is gone again");
            }
        }
        return changed;
    }

    /** Calls the script for each update; returns the updates for which Redis did not know the script. */
    private List<LatestSensor> call(List<LatestSensor> updates, List<LatestSensor> changed) {
        List<Response<Object>> answers = new ArrayList<>(updates.size());
        try (AbstractPipeline pipeline = client.pipelined()) {
            for (LatestSensor update : updates) {
                answers.add(pipeline.evalsha(
                        DIGEST, List.of(keys.latest(update.sensor()), keys.sensors()), arguments(update)));
            }
            pipeline.sync();
        }
        List<LatestSensor> unknown = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            LatestSensor update = updates.get(i);
            try {
                long halves = (Long) answers.get(i).get();
                if (halves != 0) {
                    changed.add(new LatestSensor(
                            update.sensor(),
                            (halves & READING_CHANGED) == 0 ? null : update.reading(),
                            (halves & STATS_CHANGED) == 0 ? null : update.stats()));
                }
            } catch (JedisNoScriptException e) {
                unknown.add(update);
            }
        }
        return unknown;
    }

    private static List<String> arguments(LatestSensor update) {
        LatestReading reading = update.reading();
        SensorStats stats = update.stats();
        return List.of(
                update.sensor(),
                reading == null ? "" : Json.text(out -> LatestReadingJson.write(out, reading)),
                reading == null ? "" : Long.toString(reading.time()),
                reading == null ? "" : Integer.toString(reading.partition()),
                reading == null ? "" : Long.toString(reading.offset()),
                stats == null ? "" : Json.text(out -> SensorStatsJson.write(out, stats)),
                stats == null ? "" : Long.toString(stats.count()));
    }

    private static String digest() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(TEXT.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
