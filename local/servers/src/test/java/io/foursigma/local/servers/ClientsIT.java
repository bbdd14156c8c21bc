// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.servers;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import io.foursigma.local.servers.testing.SharedServers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.RedisClient;

/** Each server answers its own client, with the settings that the project relies on. */
class ClientsIT {

    @RegisterExtension
    static final SharedServers SERVERS =
            SharedServers.of(ServerKind.KAFKA, ServerKind.CASSANDRA, ServerKind.ELASTICSEARCH, ServerKind.REDIS);

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void kafkaCarriesARecordOfMoreThanOneMebibyte() throws Exception {
        String topic = "clients";
        String value = "v".repeat(3 << 20);
        Map<String, Object> common = Map.of("bootstrap.servers", SERVERS.kafkaBootstrap());
        try (Admin admin = Admin.create(common)) {
            admin.createTopics(
                            List.of(new NewTopic(topic, 1, (short) 1).configs(Map.of("max.message.bytes", "4194304"))))
                    .all()
                    .get();
        }
        Map<String, Object> producing =
                Map.of("bootstrap.servers", SERVERS.kafkaBootstrap(), "max.request.size", 4 << 20);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(producing, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, "k", value)).get();
        }
        Map<String, Object> consuming = Map.of(
                "bootstrap.servers", SERVERS.kafkaBootstrap(), "group.id", topic, "auto.offset.reset", "earliest");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(consuming, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            ConsumerRecords<String, String> records = ConsumerRecords.empty();
            for (int poll = 0; poll < 30 && records.isEmpty(); poll++) {
                records = consumer.poll(Duration.ofSeconds(1));
            }
            assertThat(records).singleElement().extracting("value").isEqualTo(value);
        }
    }

    @Test
    void cassandraAppliesAConditionalWriteOnce() {
        try (CqlSession session = CqlSession.builder()
                .addContactPoint(SERVERS.cassandra())
                .withLocalDatacenter("datacenter1")
                .build()) {
            session.execute("CREATE KEYSPACE clients WITH replication = "
                    + "{'class': 'SimpleStrategy', 'replication_factor': 1}");
            session.execute("CREATE TABLE clients.t (k text PRIMARY KEY, v double)");
            String insert = "INSERT INTO clients.t (k, v) VALUES ('a', 1.5) IF NOT EXISTS";
            assertThat(session.execute(insert).wasApplied()).isTrue();
            assertThat(session.execute(insert).wasApplied()).isFalse();
        }
    }

    @Test
    void elasticsearchFindsWhatWasIndexed() throws Exception {
        assertThat(send("PUT", "/clients/_doc/1?refresh=true", "{\"sensor\":\"a\",\"value\":21.5}"))
                .contains("\"result\":\"created\"");
        assertThat(send("POST", "/clients/_search", "{\"query\":{\"range\":{\"value\":{\"gt\":21}}}}"))
                .contains("\"_id\":\"1\"");
    }

    private String send(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(SERVERS.elasticsearch() + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    @Test
    void redisRunsAScript() {
        try (RedisClient redis = RedisClient.create("127.0.0.1", SERVERS.redis().getPort())) {
            redis.set("clients", "1");
            assertThat(redis.eval("return redis.call('INCR', KEYS[1])", 1, "clients"))
                    .isEqualTo(2L);
        }
    }
}
