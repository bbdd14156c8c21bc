// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.foursigma.schemas.Limits;
import io.foursigma.schemas.PolicyChange;
import io.foursigma.schemas.SensorPolicy;
import io.foursigma.stores.memory.InMemoryStores;
import java.math.BigDecimal;
import java.math.MathContext;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Groups over HTTP. The oracle computes over all readings at once, in decimal arithmetic. */
class GroupRoutesTest {

    private static final MathContext DIGITS = new MathContext(100);

    private final InMemoryStores stores = InMemoryStores.create();
    private final BreakableReaders readers = new BreakableReaders(stores);
    private final TestPipeline pipeline = new TestPipeline(stores);
    private final RelayClient client = new RelayClient(readers, Clock.systemUTC());

    @AfterEach
    void stop() {
        client.close();
        readers.close();
    }

    @Test
    void groupTellsOfAllReadingsOfItsSensorsAtOnce() {
        SplittableRandom random = new SplittableRandom(7);
        List<BigDecimal> readings = new ArrayList<>();
        for (int sensor = 0; sensor < 20; sensor++) {
            int count = random.nextInt(1, 80);
            for (int i = 0; i < count; i++) {
                double value = 1e6 + 100 * sensor + random.nextDouble();
                pipeline.apply("hall/line-%d/s%d".formatted(sensor % 3, sensor), 1_000L * i, value);
                readings.add(new BigDecimal(value));
            }
        }
        pipeline.apply("hallway/s", 0, -5);
        awaitSensors(21);
        JsonNode group = get("/api/groups?prefix=hall").get("group");
        JsonNode merged = group.get("statistics").get(0);
        BigDecimal n = BigDecimal.valueOf(readings.size());
        BigDecimal mean =
                readings.stream().reduce(BigDecimal.ZERO, BigDecimal::add).divide(n, DIGITS);
        BigDecimal std = readings.stream()
                .map(value -> value.subtract(mean).pow(2))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(n, DIGITS)
                .sqrt(DIGITS);
        BigDecimal bound = mean.pow(2).add(std.pow(2)).sqrt(DIGITS).divide(BigDecimal.valueOf(1L << 52), DIGITS);
        assertThat(group.get("sensors").asInt()).isEqualTo(20);
        assertThat(group.get("groups").asInt()).isEqualTo(3);
        assertThat(merged.get("count").asLong()).isEqualTo(readings.size());
        assertThat(new BigDecimal(merged.get("mean").asDouble()).subtract(mean).abs())
                .isLessThanOrEqualTo(bound);
        assertThat(new BigDecimal(merged.get("std").asDouble()).subtract(std).abs())
                .isLessThanOrEqualTo(bound);
        assertThat(new BigDecimal(merged.get("min").asDouble()))
                .isEqualTo(readings.stream().min(BigDecimal::compareTo).orElseThrow());
        assertThat(new BigDecimal(merged.get("max").asDouble()))
                .isEqualTo(readings.stream().max(BigDecimal::compareTo).orElseThrow());
    }

    @Test
    void valuesOfDifferentUnitsAreNeverMerged() {
        for (String sensor : List.of("a/t1", "a/t2", "a/h", "a/x", "b/t")) {
            pipeline.apply(sensor, 0, sensor.endsWith("h") ? 60 : 20);
        }
        setPolicy("a/t1", "\u00b0C", Limits.NONE);
        setPolicy("a/t2", "\u00b0C", Limits.NONE);
        setPolicy("a/h", "%", Limits.NONE);
        setPolicy("b/t", "\u00b0C", Limits.NONE);
        awaitSensors(5);
        awaitPolicies(4);
        JsonNode answer = get("/api/groups");
        JsonNode a = answer.get("groups").get(0);
        assertThat(a.get("mixedUnits").asBoolean()).isTrue();
        assertThat(texts(a.get("statistics"), "unit")).containsExactly(null, "%", "\u00b0C");
        assertThat(texts(a.get("statistics"), "mean")).containsExactly("20.0", "60.0", "20.0");
        assertThat(texts(a.get("statistics"), "sensors")).containsExactly("1", "1", "2");
        assertThat(answer.get("groups").get(1).get("mixedUnits").asBoolean()).isFalse();
        assertThat(texts(answer.get("group").get("statistics"), "count")).containsExactly("1", "1", "3");
    }

    @Test
    void worstStateOfAGroupIsThatOfItsWorstSensor() {
        long now = System.currentTimeMillis();
        for (String sensor : List.of("a/steady", "a/warm", "b/steady", "c/spike")) {
            for (int i = 0; i < 30; i++) {
                pipeline.apply(sensor, now - 4_000 + 100L * i, 20 + 0.1 * (i % 3));
            }
        }
        pipeline.apply("c/spike", now - 900, 90);
        pipeline.apply("c/new", now, 1);
        setPolicy("a/warm", null, new Limits(null, null, 20.0, 90.0));
        awaitSensors(5);
        awaitPolicies(1);
        JsonNode answer = get("/api/groups");
        assertThat(texts(answer.get("groups"), "prefix")).containsExactly("a/", "b/", "c/");
        assertThat(texts(answer.get("groups"), "state")).containsExactly("warn", "normal", "anomalous");
        assertThat(answer.get("group").get("state").asString()).isEqualTo("anomalous");
        JsonNode states = answer.get("group").get("states");
        assertThat(states.get("normal").asInt()).isEqualTo(2);
        assertThat(states.get("learning").asInt()).isEqualTo(1);
        assertThat(answer.get("group").get("time").asLong()).isEqualTo(now);
    }

    @Test
    void levelsAndPagesFollowEachOtherInTheOrderOfTheirPaths() {
        for (String sensor : List.of("top", "a/1", "a/b/2", "a/b/c/3", "a//4", "/5", "z-1/6", "z/7")) {
            pipeline.apply(sensor, 0, 1);
        }
        awaitSensors(8);
        assertThat(prefixes("/api/groups")).containsExactly("/", "a/", "z-1/", "z/");
        assertThat(prefixes("/api/groups?depth=2")).containsExactly("/", "a/", "a//", "a/b/", "z-1/", "z/");
        assertThat(prefixes("/api/groups?prefix=a&depth=128")).containsExactly("a//", "a/b/", "a/b/c/");
        assertThat(prefixes("/api/groups?prefix=a/b/c/")).isEmpty();
        JsonNode first = get("/api/groups?size=3");
        assertThat(first.get("next").asString()).isEqualTo("z-1/");
        JsonNode second = get("/api/groups?size=3&after=z-1/");
        assertThat(texts(second.get("groups"), "prefix")).containsExactly("z/");
        assertThat(second.get("next").isNull()).isTrue();
        assertThat(texts(first.get("groups"), "groups")).containsExactly("0", "2", "0");
        assertThat(first.get("group").get("sensors").asInt()).isEqualTo(8);
    }

    @Test
    void whatIsNotThereOrCannotBeIsSaid() {
        assertThat(get("/api/groups").get("group").get("sensors").asInt()).isZero();
        assertThat(client.text("/api/groups?prefix=a").statusCode()).isEqualTo(404);
        HttpResponse<String> wrong = client.text("/api/groups?depth=0&size=x&colour=red");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body())
                .contains("\"parameter\":\"depth\"", "\"parameter\":\"size\"", "\"parameter\":\"colour\"");
    }

    @Test
    void numbersStayAndAreSaidToBeOldWhileRedisIsAway() {
        pipeline.apply("a/1", 0, 1);
        awaitSensors(1);
        await().until(() -> get("/api/groups").get("problem").isNull());
        readers.takeAway(Health.REDIS);
        await().until(() -> !get("/api/groups").get("problem").isNull());
        assertThat(prefixes("/api/groups")).containsExactly("a/");
    }

    private void setPolicy(String sensor, @Nullable String unit, Limits limits) {
        SensorPolicy policy = new SensorPolicy(sensor, unit, limits, "local", 1);
        long unused = stores.policies()
                .append(new PolicyChange(policy.key(), policy))
                .toCompletableFuture()
                .join();
    }

    private void awaitSensors(int number) {
        await().until(() -> get("/api/groups").get("group").get("sensors").asInt() == number);
    }

    private void awaitPolicies(int number) {
        await().untilAsserted(
                        () -> assertThat(get("/api/policies").get("policies")).hasSize(number));
    }

    private List<@Nullable String> prefixes(String request) {
        return texts(get(request).get("groups"), "prefix");
    }

    private static List<@Nullable String> texts(JsonNode objects, String field) {
        return StreamSupport.stream(objects.spliterator(), false)
                .map(object -> object.get(field))
                .<@Nullable String>map(value -> value.isNull() ? null : value.asString())
                .toList();
    }

    private JsonNode get(String path) {
        HttpResponse<String> answer = client.text(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }
}
