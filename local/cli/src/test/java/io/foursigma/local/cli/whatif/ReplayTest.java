// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.whatif;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foursigma.local.cli.CliException;
import io.foursigma.local.cli.chaos.LoadReadings;
import io.foursigma.local.cli.chaos.Oracle;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.ReadingHistory.Budget;
import io.foursigma.stores.StoreException;
import io.foursigma.stores.memory.InMemoryReadingHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A log with late readings, arrays, dead letters and spikes, judged by many settings at once; an oracle judges it by one after the other. */
class ReplayTest {

    private static final long SEED = 20_261_124;
    private static final long START = 1_750_000_000_000L;
    private static final int SENSORS = 7;
    private static final int PARTITIONS = 3;
    private static final int RECORDS = 8_000;
    private static final long MEMORY = 64L << 20;
    private static final LoadReadings READINGS = new LoadReadings(SEED, SENSORS, 50, START);
    private static final Settings SETTINGS = Settings.defaults()
            .with(SettingsTable.WINDOW_ALLOWED_LATENESS, "1s")
            .with(SettingsTable.BASELINE_MIN_COUNT, "5");
    private static final List<Variant> VARIANTS =
            Variant.grid(SETTINGS, List.of("2.5", "4", "6"), List.of("1s", "2s", "7s", "1m"));

    private static final Map<Variant, Oracle> ORACLES = new ConcurrentHashMap<>();

    private final InMemoryReadingHistory log = log();

    /** Everything that is found by anybody is what the oracle finds, whatever the number of threads and the size of a look. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void eachChoiceOfSettingsFindsWhatTheOracleFinds(int threads) {
        Gathered gathered = new Gathered();
        Findings findings = replay(asked(Long.MIN_VALUE, Long.MAX_VALUE), gathered, threads);
        for (int i = 0; i < VARIANTS.size(); i++) {
            Variant variant = VARIANTS.get(i);
            Oracle oracle = oracle(variant);
            Total total = findings.totals().get(i);
            assertThat(places(gathered.of(variant)))
                    .as("seed %s, %s", SEED, variant)
                    .isEqualTo(places(oracle))
                    .hasSizeGreaterThan(20);
            assertThat(total.anomalies()).isEqualTo(oracle.spikes().size());
            Map<String, String> episodes = NaiveEpisodes.of(items(), variant, oracle);
            assertThat(total.episodes())
                    .as("seed %s, %s", SEED, variant)
                    .isEqualTo(new TreeSet<>(episodes.values()).size())
                    .isLessThan(total.anomalies());
            assertThat(total.late()).isEqualTo(oracle.late()).isPositive();
            assertThat(total.judged() + total.late()).isEqualTo(count(oracle));
            assertThat(total.sensors()).isEqualTo(SENSORS);
            assertThat(total.concerned().keySet())
                    .isEqualTo(
                            oracle.spikes().stream().map(Oracle.Spike::sensor).collect(Collectors.toSet()));
            assertThat(Arrays.stream(findings.columns(total)).sum()).isEqualTo(total.anomalies());
        }
    }

    /** What lies before only warms up: the verdicts within are those of the whole. */
    @Test
    void aSpanHasTheAnomaliesOfTheWholeThatLieInIt() {
        long from = START + 50_123;
        long to = START + 130_456;
        Gathered gathered = new Gathered();
        Findings findings = replay(asked(from, to), gathered, 2);
        for (Variant variant : VARIANTS) {
            Set<String> expected = oracle(variant).spikes().stream()
                    .filter(spike -> from <= spike.time() && spike.time() < to)
                    .map(Oracle.Spike::id)
                    .collect(Collectors.toSet());
            assertThat(places(gathered.of(variant))).isEqualTo(expected).isNotEmpty();
        }
        assertThat(findings.axis().start()).isBetween(from - findings.axis().widthMillis(), from);
    }

    /** Every anomaly of a sensor of which something is known is a hit or a false alarm; those of the others are neither. */
    @Test
    void labelsTellHitsFromFalseAlarms(@TempDir Path folder) throws IOException {
        long[][] spans = {{START, START + 9_999}, {START + 20_000, START + 24_000}, {START + 23_000, START + 30_000}};
        Path file = Files.writeString(
                folder.resolve("labels.json"),
                "{\"hall-2/temperature\":%s,\"hall-3/temperature\":[]}".formatted(Arrays.deepToString(spans)));
        long to = START + 100_000;
        Asked asked = new Asked(VARIANTS, START + 10_000, to, List.of(), Optional.of(Labels.read(file)));
        Findings findings = replay(asked, new Gathered(), 2);
        for (int i = 0; i < VARIANTS.size(); i++) {
            Set<Integer> hit = new TreeSet<>();
            Map<String, Boolean> right = new HashMap<>();
            Map<String, String> episodes = NaiveEpisodes.of(items(), VARIANTS.get(i), oracle(VARIANTS.get(i)));
            for (Oracle.Spike spike : oracle(VARIANTS.get(i)).spikes()) {
                boolean second = spike.sensor().startsWith("hall-2");
                boolean counts = START + 10_000 <= spike.time() && spike.time() < to;
                if (!counts || !(second || spike.sensor().startsWith("hall-3"))) {
                    continue;
                }
                boolean known = false;
                for (int span = 0; second && span < spans.length; span++) {
                    if (spans[span][0] <= spike.time() && spike.time() <= spans[span][1]) {
                        hit.add(span);
                        known = true;
                    }
                }
                right.merge(Objects.requireNonNull(episodes.get(spike.id())), known, Boolean::logicalOr);
            }
            long falseAlarms = right.values().stream().filter(one -> !one).count();
            assertThat(findings.totals().get(i).score()).isEqualTo(new Total.Score(2, hit.size(), falseAlarms));
        }
        assertThat(findings.totals().get(0).score().hit()).isPositive();
        assertThat(findings.totals().get(0).score().falseAlarms()).isPositive();
    }

    @Test
    void sensorsAreNamedWholeOrByTheirBegin() {
        assertThat(names(List.of("hall-1/temperature", "none"))).containsExactly("hall-1/temperature");
        assertThat(names(List.of("hall-1*", "hall-2/*")))
                .containsExactlyInAnyOrder("hall-1/temperature", "hall-2/temperature");
        assertThat(names(List.of("hall-1"))).isEmpty();
    }

    @Test
    void aSensorInSeveralPartitionsIsLeftOutAndNamed() {
        log.append(0, START, "{\"sensor\":\"hall-1/temperature\",\"time\":1750000000000,\"value\":1}".getBytes(UTF_8));
        Findings findings = replay(asked(Long.MIN_VALUE, Long.MAX_VALUE), new Gathered(), 2);
        assertThat(findings.leftOut()).containsExactly("hall-1/temperature");
        assertThat(findings.sensors()).isEqualTo(SENSORS - 1);
        assertThat(findings.totals())
                .allSatisfy(total -> assertThat(total.concerned()).doesNotContainKey("hall-1/temperature"));
    }

    @Test
    void whatRetentionHasDeletedIsTold() {
        log.deleteBefore(2, 100);
        assertThat(TopicReadings.of(log, SETTINGS, budget(1_000)).cut())
                .containsOnlyKeys(2)
                .containsEntry(2, 100L);
    }

    @Test
    void recordsThatComeWhileItReadsAreNotRead() {
        TopicReadings topic = TopicReadings.of(log, SETTINGS, budget(1_000));
        log.append(1, START, "{\"sensor\":\"new\",\"time\":1750000000000,\"value\":1}".getBytes(UTF_8));
        Set<String> sensors = new TreeSet<>();
        topic.read((sensor, time, value, at, index) -> sensors.add(sensor));
        assertThat(sensors).hasSize(SENSORS).doesNotContain("new");
    }

    @Test
    void aLogThatHandsNothingOverEndsTheReading() {
        TopicReadings topic = TopicReadings.of(log, SETTINGS, budget(0));
        assertThatThrownBy(() -> topic.read((sensor, time, value, at, index) -> {}))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("offset 0 of partition 0");
    }

    @Test
    void moreSensorsThanMemoryHoldsAreRefusedWithTheCure() {
        assertThatThrownBy(() -> {
                    try (Replay replay = new Replay(
                            asked(Long.MIN_VALUE, Long.MAX_VALUE), new Gathered(), 2, VARIANTS.size() * 4_096L)) {
                        TopicReadings.of(log, SETTINGS, budget(1_000)).read(replay);
                    }
                })
                .isInstanceOf(CliException.class)
                .hasMessageContaining("More than 2 sensors under 12 choices")
                .hasMessageContaining("--sensor");
    }

    private Set<String> names(List<String> sensors) {
        Asked asked = new Asked(VARIANTS, Long.MIN_VALUE, Long.MAX_VALUE, sensors, Optional.empty());
        return replay(asked, new Gathered(), 2).totals().get(0).concerned().keySet();
    }

    private Findings replay(Asked asked, Anomalies anomalies, int threads) {
        try (Replay replay = new Replay(asked, anomalies, threads, MEMORY)) {
            TopicReadings.of(log, SETTINGS, budget(1_000)).read(replay);
            return replay.finish();
        }
    }

    private static Asked asked(long from, long to) {
        return new Asked(VARIANTS, from, to, List.of(), Optional.empty());
    }

    private static Budget budget(long records) {
        return new Budget(records, Long.MAX_VALUE, Duration.ofMinutes(1));
    }

    private static Set<String> places(List<Gathered.Found> found) {
        Set<String> places = new TreeSet<>();
        found.forEach(
                one -> assertThat(places.add(one.at())).as("once only: %s", one).isTrue());
        return places;
    }

    private static Set<String> places(Oracle oracle) {
        return oracle.spikes().stream().map(Oracle.Spike::id).collect(Collectors.toCollection(TreeSet::new));
    }

    private static long count(Oracle oracle) {
        return oracle.stats().values().stream().mapToLong(Oracle.Stats::count).sum();
    }

    private static int partition(long i) {
        return (int) (i % SENSORS) % PARTITIONS;
    }

    private static InMemoryReadingHistory log() {
        InMemoryReadingHistory log = new InMemoryReadingHistory("topic", PARTITIONS);
        for (int i = 0; i < RECORDS; i++) {
            log.append(partition(i), START + i * 20L, READINGS.value(i));
        }
        return log;
    }

    /** The oracle has a decoder of its own, too. */
    private static Oracle oracle(Variant variant) {
        return ORACLES.computeIfAbsent(variant, ReplayTest::newOracle);
    }

    private static Oracle newOracle(Variant variant) {
        Oracle oracle = new Oracle(variant.windowMillis(), 1_000, variant.sigmas(), 5);
        items().forEach(item -> oracle.read(item.id(), item.sensor(), item.time(), item.value()));
        assertThat(oracle.nearTheBound()).isEmpty();
        return oracle;
    }

    private static List<Item> items() {
        ObjectMapper json = new ObjectMapper();
        int[] next = new int[PARTITIONS];
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            String place = partition(i) + "." + next[partition(i)]++ + ".";
            JsonNode record;
            try {
                record = json.readTree(READINGS.value(i));
            } catch (JsonProcessingException noJson) {
                continue;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            for (int index = 0; index < (record.isArray() ? record.size() : 1); index++) {
                JsonNode item = record.isArray() ? record.get(index) : record;
                if (item.get("value").isNumber()) {
                    items.add(new Item(
                            place + index,
                            item.get("sensor").asText(),
                            item.get("time").asLong(),
                            item.get("value").asDouble()));
                }
            }
        }
        return items;
    }

    /** A reading as the test's own decoder sees it. */
    record Item(String id, String sensor, long time, double value) {}
}
