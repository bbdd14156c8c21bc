// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    /** For every setting another value than its default, and a text that it does not accept. */
    private static final Map<String, List<String>> OTHER_AND_BAD = Map.ofEntries(
            Map.entry("kafka.bootstrap-servers", List.of("k1:9092,k2:9092", " ")),
            Map.entry("kafka.group", List.of("other", "a b")),
            Map.entry("topics.readings", List.of("r", "")),
            Map.entry("topics.results", List.of("s", "a/b")),
            Map.entry("topics.dead-letters", List.of("d", "\u00e9")),
            Map.entry("policies.topic", List.of("p", "a b")),
            Map.entry("topics.partitions", List.of("1", "0")),
            Map.entry("readings.max-bytes", List.of("2000000", "1.5")),
            Map.entry("collect.http.host", List.of("0.0.0.0", "")),
            Map.entry("collect.http.port", List.of("off", "65536")),
            Map.entry("collect.http.keystore", List.of("collector.p12", "")),
            Map.entry("collect.http.keystore-password-file", List.of("password", " ")),
            Map.entry("collect.http.max-body-bytes", List.of("1000000", "999")),
            Map.entry("collect.http.max-connections", List.of("10", "0")),
            Map.entry("collect.http.requests-topic", List.of("requests", "a b")),
            Map.entry("collect.http.requests-kept", List.of("5", "0")),
            Map.entry("collect.kafka.topic", List.of("plc", "a/b")),
            Map.entry("collect.kafka.format", List.of("senml", "xml")),
            Map.entry("collect.kafka.group", List.of("other", "a b")),
            Map.entry("collect.kafka.zone", List.of("Europe/Berlin", "Mars/Base")),
            Map.entry("collect.files", List.of("/var/log/plc/*.csv", "")),
            Map.entry("collect.files.follow", List.of("false", "yes")),
            Map.entry("collect.files.columns", List.of("sensor='{file}'", " ")),
            Map.entry("collect.files.zone", List.of("+02:00", "Mars/Base")),
            Map.entry("collect.files.pace", List.of("1", "0")),
            Map.entry("collect.files.state", List.of("/var/lib/foursigma/files", "")),
            Map.entry("collect.mqtt.url", List.of("mqtts://broker:8883", "mqtt://user:secret@broker")),
            Map.entry("collect.mqtt.version", List.of("3.1.1", "4")),
            Map.entry("collect.mqtt.topics", List.of("a/+,b/#", "a/#/b")),
            Map.entry("collect.mqtt.sensor", List.of("{2}", "{0}")),
            Map.entry("collect.mqtt.payload", List.of("senml", "xml")),
            Map.entry("collect.mqtt.value", List.of("/data/0", "data")),
            Map.entry("collect.mqtt.time", List.of("/data/1", "/a~2")),
            Map.entry("collect.mqtt.client-id", List.of("collector-7", "")),
            Map.entry("collect.mqtt.user", List.of("collector", "")),
            Map.entry("collect.mqtt.password-file", List.of("password", " ")),
            Map.entry("collect.websocket.producers", List.of("a=ws://h/v, b=https://h:3000", "ws://h/v")),
            Map.entry("collect.websocket.event", List.of("reading", "")),
            Map.entry("collect.websocket.payload", List.of("json", "xml")),
            Map.entry("collect.websocket.value", List.of("/a/0", "a")),
            Map.entry("collect.websocket.time", List.of("/t", "/~2")),
            Map.entry("collect.websocket.endpoint", List.of("on", "yes")),
            Map.entry("collect.spool.folder", List.of("/var/spool/foursigma", "")),
            Map.entry("collect.spool.max-bytes", List.of("5000000000", "999999")),
            Map.entry("collect.spool.when-full", List.of("newest", "all")),
            Map.entry("collect.spool.fsync", List.of("0s", "soon")),
            Map.entry("collect.max-items", List.of("100", "none")),
            Map.entry("collect.max-bytes", List.of("8000000", "1000")),
            Map.entry("collect.ack-timeout", List.of("30s", "999ms")),
            Map.entry("collect.keys-file", List.of("keys.ndjson", "")),
            Map.entry("collect.key-rate", List.of("5000", "0")),
            Map.entry("cassandra.contact-points", List.of("c:9042", "")),
            Map.entry("cassandra.datacenter", List.of("dc-2", "dc 2")),
            Map.entry("cassandra.replicas", List.of("3", "0")),
            Map.entry("cassandra.keyspace", List.of("other_1", "Other")),
            Map.entry("elasticsearch.url", List.of("https://es:9200", "")),
            Map.entry("elasticsearch.prefix", List.of("plant", "Plant*")),
            Map.entry("redis.address", List.of("r:6379", "")),
            Map.entry("redis.prefix", List.of("plant", "a:b")),
            Map.entry("window.length", List.of("1min", "2")),
            Map.entry("window.allowed-lateness", List.of("5s", "-1s")),
            Map.entry("window.idle-publish", List.of("never", "999ms")),
            Map.entry("sigmas", List.of("3.5", "0")),
            Map.entry("baseline.min-count", List.of("30", "many")),
            Map.entry("baseline.min-std", List.of("1e-9", "NaN")),
            Map.entry("baseline.max-age", List.of("1h", "forever")),
            Map.entry("episode.quiet", List.of("10min", "soon")),
            Map.entry("time.earliest", List.of("2000-01-01T00:00:00Z", "-1000000000-01-01T00:00:00Z")),
            Map.entry("time.latest", List.of("2100-01-01T00:00:00Z", "2100")),
            Map.entry("time.max-ahead", List.of("off", "any")),
            Map.entry("insights.first-month", List.of("2020-12", "2020-13")),
            Map.entry("windows", List.of("none", "some")),
            Map.entry("state.buckets", List.of("64", "4097")),
            Map.entry("state.resident-sensors", List.of("1000", "0")),
            Map.entry("state.evict-after", List.of("1h", "10ms")),
            Map.entry("state.flush-interval", List.of("1s", "11s")),
            Map.entry("pulse.interval", List.of("50ms", "5ms")),
            Map.entry("topology.name", List.of("plant", "plant 1")),
            Map.entry("topology.if-alive", List.of("keep", "kill")),
            Map.entry("topology.workers", List.of("3", "0")),
            Map.entry("topology.spouts", List.of("4", "0")),
            Map.entry("topology.decoders", List.of("4", "some")),
            Map.entry("topology.stateful-tasks", List.of("4", "0")),
            Map.entry("topology.max-pending", List.of("10", "-1")),
            Map.entry("topology.resend-after", List.of("5s", "99ms")),
            Map.entry("topology.message-timeout", List.of("30s", "999ms")),
            Map.entry("metrics.host", List.of("0.0.0.0", "")),
            Map.entry("metrics.port-offset", List.of("1000", "0")),
            Map.entry("relay.host", List.of("0.0.0.0", "")),
            Map.entry("relay.port", List.of("0", "65536")),
            Map.entry("relay.hosts", List.of("relay, *.example.org", "relay:8080")),
            Map.entry("relay.accounts", List.of("/etc/foursigma/accounts", " ")),
            Map.entry("relay.trust-proxy", List.of("true", "yes")),
            Map.entry("webhooks.urls", List.of("ops=https://h/a?b=c, chat=http://h:1", "ftp=ftp://h")),
            Map.entry("webhooks.events", List.of("opened, extended", "opened,opened")),
            Map.entry("webhooks.secret-file", List.of("secret", "")),
            Map.entry("webhooks.timeout", List.of("2s", "99ms")),
            Map.entry("webhooks.give-up-after", List.of("1h", "never")),
            Map.entry("webhooks.max-waiting", List.of("10", "0")),
            Map.entry("webhooks.page-url", List.of("https://sensors.example.org", "sensors")),
            Map.entry("webhooks.group", List.of("hooks", "a b")),
            Map.entry("webhooks.host", List.of("0.0.0.0", "")),
            Map.entry("webhooks.port", List.of("off", "65536")));

    static List<Setting<?>> all() {
        return SettingsTable.ALL;
    }

    @Test
    void everySettingHasAnotherValueAndABadOneHere() {
        assertThat(OTHER_AND_BAD.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        SettingsTable.ALL.stream().map(Setting::name).toList());
    }

    @Test
    void namesAndEnvironmentNamesAreEachUsedOnce() {
        assertThat(SettingsTable.ALL).extracting(Setting::name).doesNotHaveDuplicates();
        assertThat(SettingsTable.ALL).extracting(Setting::environmentName).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("all")
    void defaultIsAccepted(Setting<?> setting) {
        assertThat(Settings.defaults().text(setting)).isEqualTo(setting.defaultText());
        assertThat(Settings.defaults().<Object>get(cast(setting))).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("all")
    void otherValueIsSeenFromTheEnvironmentAndFromTheCommandLine(Setting<?> setting) {
        String other = Objects.requireNonNull(OTHER_AND_BAD.get(setting.name())).get(0);
        Object expected = setting.kind().reader().apply(other);
        Settings byEnvironment = Settings.resolve(Map.of(setting.environmentName(), other), Map.of());
        Settings byName = Settings.resolve(Map.of(), Map.of(setting.name(), other));
        assertThat(expected).isNotEqualTo(setting.kind().reader().apply(setting.defaultText()));
        assertThat(byEnvironment.<Object>get(cast(setting))).isEqualTo(expected);
        assertThat(byName.<Object>get(cast(setting))).isEqualTo(expected);
        assertThat(Settings.defaults().with(setting, other).<Object>get(cast(setting)))
                .isEqualTo(expected);
    }

    @Test
    void givenValueStandsAboveTheEnvironment() {
        Settings settings = Settings.resolve(
                Map.of("FOURSIGMA_SIGMAS", "5", "FOURSIGMA_WINDOW_LENGTH", "3s"), Map.of("sigmas", "6"));
        assertThat(settings.get(SettingsTable.SIGMAS)).isEqualTo(6);
        assertThat(settings.get(SettingsTable.WINDOW_LENGTH)).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void fileStandsBelowTheEnvironmentAndItsErrorsAreReportedWithTheOthers() {
        Map<String, String> file = Map.of("sigmas", "3", "windows", "none");
        Settings settings = Settings.resolve(file, Map.of("FOURSIGMA_SIGMAS", "5"), Map.of());
        assertThat(settings.get(SettingsTable.SIGMAS)).isEqualTo(5);
        assertThat(settings.get(SettingsTable.WINDOWS)).isEqualTo("none");

        SettingsException e = catchThrowableOfType(
                SettingsException.class,
                () -> Settings.resolve(Map.of("sigma", "3"), Map.of("FOURSIGMA_WINDOWS", "few"), Map.of("sigmas", "")));
        assertThat(e.problems())
                .extracting(SettingsException.Problem::name)
                .containsExactly("sigma", "FOURSIGMA_WINDOWS", "sigmas");
    }

    @Test
    void whatIsShownHoldsNoUserAndPassword() {
        Settings settings = Settings.defaults()
                .with(SettingsTable.ELASTICSEARCH_URL, "https://elastic:s3@cret@es.example:9200")
                .with(SettingsTable.KAFKA_BOOTSTRAP, "a@b:9092");
        assertThat(settings.shown(SettingsTable.ELASTICSEARCH_URL)).isEqualTo("https://***@es.example:9200");
        assertThat(settings.shown(SettingsTable.KAFKA_BOOTSTRAP)).isEqualTo("a@b:9092");
    }

    @Test
    void everyErrorIsReportedAtOnceWithNameValueReasonAndCure() {
        Map<String, String> bad = new HashMap<>();
        OTHER_AND_BAD.forEach((name, texts) -> bad.put(name, texts.get(1)));
        SettingsException e = refused(Map.of(), bad);
        assertThat(e.problems()).hasSize(SettingsTable.ALL.size());
        for (Setting<?> setting : SettingsTable.ALL) {
            assertThat(e.getMessage())
                    .contains(setting.name() + " = '" + bad.get(setting.name()) + "': the value is not accepted; give "
                            + setting.kind().expected());
        }
    }

    @Test
    void unknownNamesAreRefusedWhereverTheyStand() {
        SettingsException e = refused(
                Map.of("FOURSIGMA_SIGMA", "4", "PATH", "/bin"), Map.of("window.lenght", "2s", "FOURSIGMA_SIGMAS", "4"));
        assertThat(e.problems())
                .extracting(SettingsException.Problem::name)
                .containsExactlyInAnyOrder("FOURSIGMA_SIGMA", "window.lenght", "FOURSIGMA_SIGMAS");
        assertThat(e.getMessage()).contains("there is no such setting").contains("docs/settings.md");
    }

    @Test
    void contradictionsAreRefusedTogether() {
        SettingsException e = refused(
                Map.of(),
                Map.of(
                        "topology.stateful-tasks", "17",
                        "time.earliest", "2100-01-01T00:00:00Z",
                        "collect.http.max-body-bytes", "4000001",
                        "collect.max-bytes", "4000000",
                        "collect.http.port", "off",
                        "collect.websocket.endpoint", "on",
                        "collect.kafka.topic", "readings",
                        "collect.mqtt.sensor", "{3}",
                        "collect.mqtt.topics", "$share/g/a/+,b/#",
                        "time.latest", "2100-01-01T00:00:00Z"));
        assertThat(e.problems())
                .extracting(SettingsException.Problem::name)
                .containsExactly(
                        "topology.stateful-tasks",
                        "time.earliest",
                        "collect.http.max-body-bytes",
                        "collect.websocket.endpoint",
                        "collect.kafka.topic",
                        "collect.mqtt.sensor");
        assertThat(e.getMessage()).contains("state.buckets = 16").contains("time.latest = 2100-01-01T00:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"readings", "results", "readings-dead-letters"})
    void policiesNeedATopicOfTheirOwn(String taken) {
        assertThat(refused(Map.of(), Map.of("policies.topic", taken)).problems())
                .extracting(SettingsException.Problem::name)
                .containsExactly("policies.topic");
    }

    @Test
    void contradictionBetweenEnvironmentAndCommandLineIsRefused() {
        assertThat(refused(Map.of("FOURSIGMA_STATE_BUCKETS", "1"), Map.of("topology.stateful-tasks", "2"))
                        .problems())
                .hasSize(1);
    }

    @Test
    void twoReceiversOfOneNameAreRefused() {
        assertThat(refused(Map.of(), Map.of("webhooks.urls", "a=http://h/1,a=http://h/2"))
                        .getMessage())
                .contains("webhooks.urls")
                .contains("give each a name of its own");
    }

    @Test
    void settingsTravelInSerialisedFormAndAsTexts() throws IOException, ClassNotFoundException {
        Settings settings = Settings.resolve(Map.of("FOURSIGMA_SIGMAS", " 5 "), Map.of("windows", "none"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(settings);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(((Settings) in.readObject()).get(SettingsTable.SIGMAS)).isEqualTo(5);
        }
        assertThat(Settings.resolve(Map.of(), settings.texts()).get(SettingsTable.WINDOWS))
                .isEqualTo("none");
    }

    private static SettingsException refused(Map<String, String> environment, Map<String, String> given) {
        return catchThrowableOfType(SettingsException.class, () -> Settings.resolve(environment, given));
    }

    @SuppressWarnings("unchecked") // a setting of any type is one of objects to whoever only reads
    private static Setting<Object> cast(Setting<?> setting) {
        return (Setting<Object>) setting;
    }
}
