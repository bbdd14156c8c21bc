// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.Episode;
import io.foursigma.schemas.Reading;
import io.foursigma.schemas.Resources;
import io.foursigma.schemas.SampleRecords;
import io.foursigma.schemas.SensorStats;
import io.foursigma.schemas.VerdictName;
import io.foursigma.schemas.WindowStats;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written keeps to the published schemas, and the schema of readings and the codec agree on what is one. */
class SchemaFilesTest {

    private static final Map<String, String> FILES = Stream.of(
                    "reading", "common", "anomaly", "episode", "window", "stats", "latest-reading")
            .collect(Collectors.toMap(
                    name -> "urn:foursigma:" + name, name -> Resources.text("json/" + name + ".schema.json")));
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(FILES));

    @Test
    void filesAreSchemasThemselves() {
        Schema ofSchemas = REGISTRY.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));
        FILES.forEach((id, file) ->
                assertThat(ofSchemas.validate(file, InputFormat.JSON)).as(id).isEmpty());
    }

    @Test
    void anomaliesKeepToTheirSchemaAndComeBackAsTheyWere() throws IOException {
        for (var anomaly : new Anomaly[] {SampleRecords.anomaly(), SampleRecords.anomalyAgainstAConstant()}) {
            byte[] json = Json.bytes(out -> AnomalyJson.write(out, anomaly));
            assertKeepsTo("anomaly", json);
            assertThat(AnomalyJson.read(json)).isEqualTo(anomaly);
        }
    }

    @Test
    void episodesKeepToTheirSchemaAndComeBackAsTheyWere() throws IOException {
        for (var episode : new Episode[] {SampleRecords.episode(), SampleRecords.closedEpisode()}) {
            byte[] json = Json.bytes(out -> EpisodeJson.write(out, episode));
            assertKeepsTo("episode", json);
            assertThat(EpisodeJson.read(json)).isEqualTo(episode);
        }
    }

    @Test
    void windowsKeepToTheirSchemaAndComeBackAsTheyWere() throws IOException {
        for (var window : new WindowStats[] {SampleRecords.window(), SampleRecords.firstWindow()}) {
            byte[] json = Json.bytes(out -> WindowStatsJson.write(out, window));
            assertKeepsTo("window", json);
            assertThat(WindowStatsJson.read(JsonFields.read(json))).isEqualTo(window);
        }
    }

    @Test
    void runningStatisticsKeepToTheirSchemaAndComeBackAsTheyWere() throws IOException {
        for (var stats : new SensorStats[] {SampleRecords.stats(), SampleRecords.firstStats()}) {
            byte[] json = Json.bytes(out -> SensorStatsJson.write(out, stats));
            assertKeepsTo("stats", json);
            assertThat(SensorStatsJson.read(JsonFields.read(json))).isEqualTo(stats);
        }
    }

    @Test
    void latestReadingsKeepToTheirSchemaAndComeBackAsTheyWere() throws IOException {
        for (VerdictName verdict : VerdictName.values()) {
            var latest = SampleRecords.latest(verdict);
            byte[] json = Json.bytes(out -> LatestReadingJson.write(out, latest));
            assertKeepsTo("latest-reading", json);
            assertThat(LatestReadingJson.read(JsonFields.read(json))).isEqualTo(latest);
        }
    }

    @Test
    void fieldThatNobodyPublishedBreaksTheSchema() {
        String json = Json.text(out -> AnomalyJson.write(out, SampleRecords.anomaly()));
        assertThat(schema("anomaly").validate(json.replaceFirst("\\{", "{\"extra\":1,"), InputFormat.JSON))
                .isNotEmpty();
        assertThat(schema("anomaly").validate(json.replace("\"judged\"", "\"when\""), InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    void readingsThatAreWrittenKeepToTheSchema() {
        for (double value : new double[] {0, -0.0, Double.MIN_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, 1e15}) {
            assertKeepsTo("reading", ReadingJson.bytes(new Reading("\ud83c\udf21".repeat(256), Long.MIN_VALUE, value)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'sensor':'a','time':1,'value':2.5}",
                "{'sensor':'a','time':-1,'value':1e308,'unit':'K','more':{'time':[]}}",
                "{'sensor':'a','time':'2026-03-01T12:00:00.123+01:00','value':0}",
                "{'sensor':'a','time':'2026-03-01T12:00Z','value':0}",
                "{'sensor':'a','time':'2026-03-01t12:00:00.z','value':0}",
                "{'sensor':'a','time':'2026-03-01T12:00:00+01:00:30','value':0}",
                "{'sensor':'a','time':9223372036854775807,'value':-0.0}",
                "[{'sensor':'a','time':1,'value':2.5},{'sensor':'b','time':2,'value':3}]",
            })
    void goodReadingsAreGoodForBoth(String shape) {
        String record = shape.replace('\'', '"');
        assertThat(schema("reading").validate(record, InputFormat.JSON)).isEmpty();
        assertThat(allReadings(record)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "7",
                "'a'",
                "null",
                "[[]]",
                "[{'sensor':'a','time':1,'value':2.5},null]",
                "{'time':1,'value':2.5}",
                "{'sensor':'a','value':2.5}",
                "{'sensor':'a','time':1}",
                "{'sensor':'','time':1,'value':2.5}",
                "{'sensor':null,'time':1,'value':2.5}",
                "{'sensor':1,'time':1,'value':2.5}",
                "{'sensor':'a','time':1.5,'value':2.5}",
                "{'sensor':'a','time':9223372036854775808,'value':2.5}",
                "{'sensor':'a','time':'2026-03-01T12:00:00','value':2.5}",
                "{'sensor':'a','time':'2026-03-01 12:00:00Z','value':2.5}",
                "{'sensor':'a','time':'2026-03-01','value':2.5}",
                "{'sensor':'a','time':'2026-03-01T12:00:00+0100','value':2.5}",
                "{'sensor':'a','time':'2026-03-01T12:00:00,5Z','value':2.5}",
                "{'sensor':'a','time':'2026-03-01T12:00:00.1234567890Z','value':2.5}",
                "{'sensor':'a','time':null,'value':2.5}",
                "{'sensor':'a','time':1,'value':'2.5'}",
                "{'sensor':'a','time':1,'value':null}",
                "{'sensor':'a','time':1,'value':[2.5]}",
                "{'sensor':'a','time':1,'value':1e309}",
            })
    void badReadingsAreBadForBoth(String shape) {
        String record = shape.replace('\'', '"');
        assertThat(schema("reading").validate(record, InputFormat.JSON)).isNotEmpty();
        assertThat(allReadings(record)).isFalse();
    }

    @Test
    void nameTooLongIsBadForBoth() {
        String record = "{\"sensor\":\"" + "\ud83c\udf21".repeat(257) + "\",\"time\":1,\"value\":2}";
        assertThat(schema("reading").validate(record, InputFormat.JSON)).isNotEmpty();
        assertThat(allReadings(record)).isFalse();
    }

    /** What JSON Schema has no words for; {@code docs/readings.md} lists the same. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'sensor':'a','sensor':'b','time':1,'value':2}",
                "{'sensor':'a','time':1.0,'value':2}",
                "{'sensor':'a','time':1e3,'value':2}",
                "{'sensor':'a','time':'2026-02-30T12:00:00Z','value':2}",
                "{'sensor':'a','time':'2026-03-01T25:00:00Z','value':2}",
                "{'sensor':'\\ud800','time':1,'value':2}",
            })
    void theseAreGoodForTheSchemaOnly(String shape) {
        String record = shape.replace('\'', '"');
        assertThat(schema("reading").validate(record, InputFormat.JSON)).isEmpty();
        assertThat(allReadings(record)).isFalse();
    }

    /** Years of other than four digits: no pattern could say which of them lie within the range of a long. */
    @Test
    void thisIsGoodForTheCodecOnly() {
        String record = "{\"sensor\":\"a\",\"time\":\"+12026-03-01T12:00:00Z\",\"value\":2}";
        assertThat(schema("reading").validate(record, InputFormat.JSON)).isNotEmpty();
        assertThat(allReadings(record)).isTrue();
    }

    private static void assertKeepsTo(String name, byte[] json) {
        String text = new String(json, StandardCharsets.UTF_8);
        assertThat(schema(name).validate(text, InputFormat.JSON)).as(text).isEmpty();
    }

    private static Schema schema(String name) {
        return REGISTRY.getSchema(SchemaLocation.of("urn:foursigma:" + name));
    }

    private static boolean allReadings(String record) {
        return ReadItems.of(record).stream().allMatch(item -> item instanceof ReadItems.Good);
    }
}
