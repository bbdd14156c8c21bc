// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.servers;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.Row;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClient;

/** Whole stacks in tests, and a mark that can be left in all four servers of one and found again. */
final class Stacks {

    static final Path HOME = Path.of(System.getProperty("foursigma.home"));
    static final Set<ServerKind> ALL = EnumSet.allOf(ServerKind.class);

    /** A machine that builds at the same time takes its time to make a table. */
    private static final DriverConfigLoader PATIENT = DriverConfigLoader.programmaticBuilder()
            .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(30))
            .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, Duration.ofSeconds(30))
            .build();

    private static final Pattern ID = Pattern.compile("\"_id\":\"([a-z]+)\"");

    private Stacks() {}

    static LocalServers start(@Nullable Path data) throws ServerStartException, InterruptedException {
        return LocalServers.start(config(data, ServerPorts.FREE), ALL, ready -> {});
    }

    static LocalServersConfig config(@Nullable Path data, ServerPorts ports) {
        return new LocalServersConfig(HOME, data, ports, LocalServersConfig.DEFAULT_START_DEADLINE);
    }

    /** Leaves a mark, of small letters, in every server. */
    static void mark(LocalServers servers, String mark) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers.kafkaBootstrap()))) {
            admin.createTopics(List.of(new NewTopic(mark, 1, (short) 1))).all().get();
        }
        try (CqlSession session = session(servers)) {
            session.execute("CREATE KEYSPACE IF NOT EXISTS marks WITH replication = "
                    + "{'class': 'SimpleStrategy', 'replication_factor': 1}");
            session.execute("CREATE TABLE IF NOT EXISTS marks.marks (mark text PRIMARY KEY)");
            session.execute("INSERT INTO marks.marks (mark) VALUES (?)", mark);
        }
        send("PUT", servers.elasticsearch() + "/marks/_doc/" + mark + "?refresh=true", "{\"mark\":\"" + mark + "\"}");
        try (RedisClient redis = redis(servers)) {
            redis.sadd("marks", mark);
        }
    }

    static Set<String> kafkaMarks(LocalServers servers) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers.kafkaBootstrap()))) {
            return admin.listTopics().names().get();
        }
    }

    static Set<String> cassandraMarks(LocalServers servers) {
        try (CqlSession session = session(servers)) {
            Set<String> marks = new TreeSet<>();
            for (Row row : session.execute("SELECT mark FROM marks.marks")) {
                marks.add(row.getString("mark"));
            }
            return marks;
        }
    }

    static Set<String> elasticsearchMarks(LocalServers servers) throws IOException, InterruptedException {
        String answer = send("GET", servers.elasticsearch() + "/marks/_search?filter_path=hits.hits._id", "");
        Matcher ids = ID.matcher(answer);
        return ids.results().map(id -> id.group(1)).collect(Collectors.toSet());
    }

    static Set<String> redisMarks(LocalServers servers) {
        try (RedisClient redis = redis(servers)) {
            return redis.smembers("marks");
        }
    }

    static CqlSession session(LocalServers servers) {
        return CqlSession.builder()
                .withConfigLoader(PATIENT)
                .addContactPoint(servers.cassandra())
                .withLocalDatacenter("datacenter1")
                .build();
    }

    private static RedisClient redis(LocalServers servers) {
        return RedisClient.create("127.0.0.1", servers.redis().getPort());
    }

    private static String send(String method, String uri, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
