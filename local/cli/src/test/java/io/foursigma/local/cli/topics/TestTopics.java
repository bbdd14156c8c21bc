// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.topics;

import static io.foursigma.schemas.settings.SettingsTable.DEAD_LETTERS_TOPIC;
import static io.foursigma.schemas.settings.SettingsTable.KAFKA_BOOTSTRAP;
import static io.foursigma.schemas.settings.SettingsTable.KAFKA_GROUP;
import static io.foursigma.schemas.settings.SettingsTable.POLICIES_TOPIC;
import static io.foursigma.schemas.settings.SettingsTable.READINGS_TOPIC;
import static io.foursigma.schemas.settings.SettingsTable.RESULTS_TOPIC;
import static io.foursigma.schemas.settings.SettingsTable.TOPIC_PARTITIONS;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.foursigma.local.cli.Ran;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.kafka.KafkaTopics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Four topics that no other test knows, and the commands on them. */
record TestTopics(Settings settings) {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    /** Names of topics that are absent. */
    static TestTopics absent(String bootstrap, int partitions) {
        String name = "look-" + NUMBERS.incrementAndGet();
        return new TestTopics(Settings.defaults()
                .with(KAFKA_BOOTSTRAP, bootstrap)
                .with(KAFKA_GROUP, name)
                .with(TOPIC_PARTITIONS, Integer.toString(partitions))
                .with(READINGS_TOPIC, name)
                .with(RESULTS_TOPIC, name + "-results")
                .with(DEAD_LETTERS_TOPIC, name + "-dead")
                .with(POLICIES_TOPIC, name + "-policies"));
    }

    /** Topics that are there, and empty. */
    static TestTopics created(String bootstrap, int partitions) {
        TestTopics topics = absent(bootstrap, partitions);
        new KafkaTopics(topics.settings).ensure();
        return topics;
    }

    String readings() {
        return settings.get(READINGS_TOPIC);
    }

    /** A command on these topics, with more words. */
    Ran run(List<String> command, String... more) {
        return Ran.of(command, given(), more);
    }

    /** A command as a user would type it, with the settings of these topics. */
    List<String> words(String... command) {
        List<String> words = new ArrayList<>(Arrays.asList(command));
        given().forEach(setting -> words.addAll(List.of("-c", setting)));
        return words;
    }

    private List<String> given() {
        return settings.texts().entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .toList();
    }

    /** Creates a topic by hand. */
    void create(String name, Map<String, String> configuration) throws Exception {
        try (Admin admin = Admin.create(kafka())) {
            NewTopic topic = new NewTopic(name, Optional.of(1), Optional.empty()).configs(configuration);
            admin.createTopics(List.of(topic)).all().get();
        }
    }

    /** Writes values to partition 0 of the topic of readings, under the key {@code a}. */
    void write(String... values) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer(kafka())) {
            for (String value : values) {
                write(producer, value.getBytes(UTF_8));
            }
        }
    }

    void write(KafkaProducer<byte[], byte[]> producer, byte[] value) throws Exception {
        producer.send(new ProducerRecord<>(readings(), 0, "a".getBytes(UTF_8), value))
                .get();
    }

    static KafkaProducer<byte[], byte[]> producer(Map<String, Object> configuration) {
        return new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer());
    }

    Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", settings.get(KAFKA_BOOTSTRAP));
    }
}
