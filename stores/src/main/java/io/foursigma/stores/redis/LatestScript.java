// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.redis;

import io.foursigma.schemas.LatestReading;
import io.foursigma.schemas.LatestSensor;
import io.foursigma.schemas.RedisKeys;
import io.foursigma.schemas.Resources;
import io.foursigma.schemas.SensorStats;
import io.foursigma.schemas.json.LatestJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * The script {@code latest.lua} that puts latest values of sensors under guards. It is called by its digest; where
 * Redis does not know it (first use, restart, {@code SCRIPT FLUSH}), it is loaded and the calls are repeated, which
 * changes nothing for those that went through.
 */
final class LatestScript {

    private static final String TEXT = Resources.text("redis/latest.lua");
    private static final long READING_CHANGED = 1;
    private static final long STATS_CHANGED = 2;
    private static final String DIGEST = digest();

    /** A call costs as much as several sensors, and Redis does nothing else meanwhile. */
    private static final int SENSORS_PER_CALL = 50;

    private final RedisClient client;
    private final RedisKeys keys;

    LatestScript(RedisClient client, RedisKeys keys) {
        this.client = client;
        this.keys = keys;
    }

    /** Puts these updates in one round trip, or in three if the script has to be loaded; what has changed by it. */
    List<LatestJson> put(List<LatestSensor> updates) {
        List<Call> calls = new ArrayList<>();
        for (int from = 0; from < updates.size(); from += SENSORS_PER_CALL) {
            calls.add(new Call(updates.subList(from, Math.min(from + SENSORS_PER_CALL, updates.size()))));
        }
        List<LatestJson> changed = new ArrayList<>();
        List<Call> unknown = run(calls, changed);
        if (!unknown.isEmpty()) {
            client.scriptLoad(TEXT);
            if (!run(unknown, changed).isEmpty()) {
                throw new JedisNoScriptException("the script was loaded, but is gone again");
            }
        }
        return changed;
    }

    /** Makes these calls; returns those for which Redis did not know the script. */
    private List<Call> run(List<Call> calls, List<LatestJson> changed) {
        List<Response<Object>> answers = new ArrayList<>(calls.size());
        try (AbstractPipeline pipeline = client.pipelined()) {
            for (Call call : calls) {
                answers.add(pipeline.evalsha(DIGEST, call.keys, call.arguments));
            }
            pipeline.sync();
        }
        List<Call> unknown = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            try {
                calls.get(i).take((List<?>) answers.get(i).get(), changed);
            } catch (JedisNoScriptException e) {
                unknown.add(calls.get(i));
            }
        }
        return unknown;
    }

    /** One call for a few sensors, as the script's head describes it. */
    private final class Call {
        private final List<LatestJson> written = new ArrayList<>();
        private final List<String> keys = new ArrayList<>();
        private final List<String> arguments = new ArrayList<>();

        private Call(List<LatestSensor> updates) {
            keys.add(LatestScript.this.keys.sensors());
            updates.forEach(this::add);
        }

        private void add(LatestSensor update) {
            LatestJson json = LatestJson.of(update);
            LatestReading reading = update.reading();
            SensorStats stats = update.stats();
            written.add(json);
            keys.add(LatestScript.this.keys.latest(update.sensor()));
            arguments.add(update.sensor());
            arguments.add(Objects.requireNonNullElse(json.reading(), ""));
            arguments.add(reading == null ? "" : Long.toString(reading.time()));
            arguments.add(reading == null ? "" : Integer.toString(reading.partition()));
            arguments.add(reading == null ? "" : Long.toString(reading.offset()));
            arguments.add(Objects.requireNonNullElse(json.stats(), ""));
            arguments.add(stats == null ? "" : Long.toString(stats.count()));
        }

        /** Adds what has changed, by the script's answer. */
        private void take(List<?> answer, List<LatestJson> changed) {
            for (int i = 0; i < written.size(); i++) {
                long halves = (Long) answer.get(i);
                if (halves != 0) {
                    changed.add(written.get(i).only((halves & READING_CHANGED) != 0, (halves & STATS_CHANGED) != 0));
                }
            }
        }
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
