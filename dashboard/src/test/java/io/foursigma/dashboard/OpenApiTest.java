// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.foursigma.schemas.WindowStats;
import io.foursigma.stores.ReadingOffsets.Span;
import io.foursigma.stores.memory.InMemoryStores;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The description is OpenAPI, names what the relay serves and nothing else, and what is served keeps to it. */
class OpenApiTest {

    private static final String DRAFT = SpecificationVersion.DRAFT_2020_12.getDialectId();
    private static final String OPENAPI = "https://spec.openapis.org/oas/3.1/schema/2022-10-07";
    private static final String ID = "urn:foursigma:openapi";
    private static final String TEXT = new String(Description.document(), UTF_8);
    private static final JsonNode DOCUMENT = new ObjectMapper().readTree(TEXT);
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(
                    Map.of(ID, TEXT, OPENAPI, resource("/spec.openapis.org/oas/3.1/schema/2022-10-07"))));

    private final InMemoryStores stores = InMemoryStores.create();
    private final BreakableReaders readers = new BreakableReaders(stores);
    private final TestPipeline pipeline = new TestPipeline(stores, readers.readings());
    private final RelayClient client = new RelayClient(readers, Clock.systemUTC());

    @BeforeEach
    void fill() {
        await().until(() -> client.text("/api/health").statusCode() == 200);
        for (int i = 0; i < 20; i++) {
            pipeline.apply("hall/7", 100L * i, i % 2);
            pipeline.apply("constant", 100L * i, 1);
        }
        Objects.requireNonNull(pipeline.apply("hall/7", 2_000, 50));
        Objects.requireNonNull(pipeline.apply("constant", 2_000, 50));
        stores.insights()
                .put(List.of(), List.of(new WindowStats("hall/7", 0, 2_000, 20, 20, 0.5, 0.5, 0.51, 0, 1, null)));
        readers.kafkaHolds(Map.of(0, new Span(0, 42)), 1);
    }

    @AfterEach
    void stop() {
        client.close();
        readers.close();
    }

    @Test
    void documentIsOpenApi() {
        assertThat(schema(OPENAPI).validate(TEXT, InputFormat.JSON)).isEmpty();
        assertThat(schema(OPENAPI).validate(TEXT.replace("\"in\": \"query\"", "\"in\": \"body\""), InputFormat.JSON))
                .isNotEmpty();
        DOCUMENT.at("/components/schemas")
                .properties()
                .forEach(named -> assertThat(
                                schema(DRAFT).validate(named.getValue().toString(), InputFormat.JSON))
                        .as(named.getKey())
                        .isEmpty());
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> references = DOCUMENT.findValuesAsString("$ref");
        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                DOCUMENT.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @Test
    void itNamesEveryPathThatIsServedAndNoOther() {
        List<String> described = new ArrayList<>();
        DOCUMENT.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(method -> described.add(method.toUpperCase(Locale.ROOT) + ' ' + path.getKey())));
        List<String> served = client.relay().routes().stream()
                .map(route -> route.replace('<', '{').replace('>', '}'))
                .filter(route -> route.contains(" /api/"))
                .toList();
        assertThat(described).containsExactlyInAnyOrderElementsOf(served);
    }

    @Test
    void pageOfTheDocumentationNamesEveryPathAndParameter() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("foursigma.home"), "docs/http-api.md"));
        DOCUMENT.get("paths").propertyNames().forEach(path -> assertThat(page).contains("`GET " + path + '`'));
        DOCUMENT.findValues("parameters").stream()
                .flatMap(parameters -> parameters.findValuesAsString("name").stream())
                .forEach(name -> assertThat(page).containsPattern("[`{]" + name));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/health, /api/health, 200",
        "/api/sensors, /api/sensors, 200",
        "/api/sensors/{sensor}, /api/sensors/hall%2F7, 200",
        "/api/sensors/{sensor}, /api/sensors/cellar, 404",
        "/api/groups, /api/groups, 200",
        "/api/groups, /api/groups?prefix=hall&depth=2, 200",
        "/api/groups, /api/groups?prefix=cellar, 404",
        "/api/groups, /api/groups?depth=0, 400",
        "/api/anomalies, /api/anomalies?size=1, 200",
        "/api/anomalies, /api/anomalies, 200",
        "/api/anomalies, /api/anomalies?size=0&colour=red, 400",
        "/api/anomalies.csv, /api/anomalies.csv?from=x, 400",
        "/api/windows, /api/windows?sensor=hall/7&size=1, 200",
        "/api/windows, /api/windows, 400",
        "/api/windows.csv, /api/windows.csv, 400",
        "/api/course, /api/course?sensor=hall/7, 200",
        "/api/course, /api/course?points=0, 400",
        "/api/anomalies/{id}, /api/anomalies/topic.0.40.0, 200",
        "/api/anomalies/{id}, /api/anomalies/topic.0.39.0, 404",
        "/api/anomalies/{id}/explain, /api/anomalies/topic.0.40.0/explain, 200",
        "/api/anomalies/{id}/acknowledgement, /api/anomalies/topic.0.40.0/acknowledgement, 404",
        "/api/anomalies, /api/anomalies?episode=topic.0.40.0, 200",
        "/api/episodes, /api/episodes?state=open&size=1, 200",
        "/api/episodes, /api/episodes?state=quiet&after=x, 400",
        "/api/episodes.csv, /api/episodes.csv?to=x, 400",
        "/api/episodes/{id}, /api/episodes/topic.0.40.0, 200",
        "/api/episodes/{id}, /api/episodes/topic.0.39.0, 404",
        "/api/episodes/{id}/acknowledgement, /api/episodes/topic.0.40.0/acknowledgement, 404",
        "/api/readings, /api/readings?sensor=hall/7&size=2, 200",
        "/api/readings, /api/readings?size=0, 400",
        "/api/policies, /api/policies, 200",
        "/api/policies/{sensor}, /api/policies/hall%2F7, 404",
        "/api/session, /api/session, 200",
        "/api/ledger, /api/ledger, 200",
        "/api/openapi.json, /api/openapi.json, 200"
    })
    void answerKeepsToItsSchema(String path, String request, int status) {
        HttpResponse<String> answer = client.text(request);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertKeepsToSchema(path, answer);
    }

    @Test
    void storeThatIsAwayIsToldAsDescribed() {
        List.of(Health.REDIS, Health.ELASTICSEARCH, Health.CASSANDRA).forEach(readers::takeAway);
        await().until(() -> client.text("/api/health").statusCode() == 503);
        DOCUMENT.get("paths").properties().forEach(path -> {
            HttpResponse<String> answer =
                    client.text(path.getKey().replace("{sensor}", "a").replace("{id}", "a") + "?sensor=a");
            boolean isDescribed = !path.getValue().at("/get/responses/503").isMissingNode();
            if (isDescribed) {
                assertThat(answer.statusCode()).as(path.getKey()).isEqualTo(503);
                assertKeepsToSchema(path.getKey(), answer);
            }
        });
    }

    @Test
    void everyExampleKeepsToItsSchema() {
        int[] examples = {0};
        everyMedium("/paths", DOCUMENT.get("paths"), examples);
        everyMedium("/components/responses", DOCUMENT.at("/components/responses"), examples);
        assertThat(examples[0]).isGreaterThan(10);
    }

    private static void everyMedium(String pointer, JsonNode node, int[] examples) {
        if (node.has("schema") && node.has("example")) {
            assertThat(schema(ID + '#' + pointer + "/schema")
                            .validate(node.get("example").toString(), InputFormat.JSON))
                    .as(pointer)
                    .isEmpty();
            examples[0]++;
        }
        node.properties().forEach(child -> {
            if (!child.getKey().equals("example")) {
                everyMedium(pointer + '/' + escaped(child.getKey()), child.getValue(), examples);
            }
        });
    }

    private static void assertKeepsToSchema(String path, HttpResponse<String> answer) {
        String response = "/paths/" + escaped(path) + "/get/responses/" + answer.statusCode();
        JsonNode described = DOCUMENT.at(response);
        String pointer =
                described.has("$ref") ? described.get("$ref").asString().substring(1) : response;
        String type = answer.headers().firstValue("Content-Type").orElseThrow().replaceFirst(";.*", "");
        String schema = pointer + "/content/" + escaped(type) + "/schema";
        assertThat(DOCUMENT.at(schema).isMissingNode()).as(schema).isFalse();
        assertThat(schema(ID + '#' + schema).validate(answer.body(), InputFormat.JSON))
                .as(answer.body())
                .isEmpty();
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    private static Schema schema(String location) {
        return REGISTRY.getSchema(SchemaLocation.of(location));
    }

    private static String resource(String path) {
        try (InputStream in = Objects.requireNonNull(OpenApiTest.class.getResourceAsStream(path), path)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
