// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.settings;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Every setting of Foursigma. {@code docs/settings.md} shows the same table; a test compares the two. */
public final class SettingsTable {

    /** The value of a setting that switches something off. */
    public static final String OFF = "off";

    private static final List<Setting<?>> DECLARED = new ArrayList<>();

    /** Addresses of Kafka's brokers. */
    public static final Setting<String> KAFKA_BOOTSTRAP = declare(
            "kafka.bootstrap-servers",
            "127.0.0.1:9092",
            ValueKind.text(),
            "Kafka's brokers, `host:port`, comma between");
    /** Consumer group. */
    public static final Setting<String> KAFKA_GROUP =
            declare("kafka.group", "foursigma", ValueKind.name(), "consumer group under which offsets are committed");
    /** The topic of readings. */
    public static final Setting<String> READINGS_TOPIC =
            declare("topics.readings", "readings", ValueKind.name(), "topic that readings come in through");
    /** The topic of results. */
    public static final Setting<String> RESULTS_TOPIC = declare(
            "topics.results", "results", ValueKind.name(), "topic that running statistics and anomalies go out to");
    /** The topic of dead letters. */
    public static final Setting<String> DEAD_LETTERS_TOPIC = declare(
            "topics.dead-letters",
            "readings-dead-letters",
            ValueKind.name(),
            "topic that keeps records that are no readings");
    /** The topic of policies. */
    public static final Setting<String> POLICIES_TOPIC = declare(
            "policies.topic",
            "policies",
            ValueKind.name(),
            "topic that holds units, limits and acknowledgements; compacted");
    /** Partitions of new topics. */
    public static final Setting<Integer> TOPIC_PARTITIONS =
            declare("topics.partitions", "4", ValueKind.whole(1, 10_000), "partitions of topics that are created");
    /** The largest record. */
    public static final Setting<Integer> READINGS_MAX_BYTES = declare(
            "readings.max-bytes",
            "1000000",
            ValueKind.whole(1_000, 100_000_000),
            "largest record in bytes that is published to the topic of readings");
    /** Where the collector listens. */
    public static final Setting<String> COLLECT_HTTP_HOST = declare(
            "collect.http.host",
            "127.0.0.1",
            ValueKind.text(),
            "address on which the collector takes readings over HTTP");
    /** The collector's port. */
    public static final Setting<OptionalInt> COLLECT_HTTP_PORT = declare(
            "collect.http.port",
            "8090",
            ValueKind.wholeOr(OFF, 0, 65_535),
            "port on which the collector takes readings over HTTP; 0: a free one");
    /** The collector's certificate. */
    public static final Setting<String> COLLECT_HTTP_KEYSTORE = declare(
            "collect.http.keystore",
            OFF,
            ValueKind.text(),
            "file of the collector's key and certificate (PKCS #12), with which it speaks HTTPS; off: HTTP");
    /** The password of that file. */
    public static final Setting<String> COLLECT_HTTP_KEYSTORE_PASSWORD_FILE = declare(
            "collect.http.keystore-password-file",
            OFF,
            ValueKind.text(),
            "file whose first line is the password of `collect.http.keystore`; off: it has none");
    /** The largest body. */
    public static final Setting<Integer> COLLECT_HTTP_MAX_BODY_BYTES = declare(
            "collect.http.max-body-bytes",
            "4000000",
            ValueKind.whole(1_000, 1_000_000_000),
            "largest body of a request in bytes, unpacked");
    /** Connections. */
    public static final Setting<Integer> COLLECT_HTTP_MAX_CONNECTIONS = declare(
            "collect.http.max-connections",
            "1000",
            ValueKind.whole(1, 1_000_000),
            "connections that may be open at a time; requests on others are refused");
    /** The topic of requests that are taken once. */
    public static final Setting<String> COLLECT_HTTP_REQUESTS_TOPIC = declare(
            "collect.http.requests-topic",
            "readings-requests",
            ValueKind.name(),
            "topic in which collectors mark the requests with an `Idempotency-Key` that were taken");
    /** How many of those are known. */
    public static final Setting<Integer> COLLECT_HTTP_REQUESTS_KEPT = declare(
            "collect.http.requests-kept",
            "10000",
            ValueKind.whole(1, 10_000_000),
            "how many requests with an `Idempotency-Key` are known at least, in each of the 16 partitions of"
                    + " `collect.http.requests-topic`");
    /** A topic in another form. */
    public static final Setting<String> COLLECT_KAFKA_TOPIC = declare(
            "collect.kafka.topic",
            OFF,
            ValueKind.name(),
            "topic, of the same Kafka, from which the collector takes readings that others publish in a form of theirs");
    /** Its form. */
    public static final Setting<String> COLLECT_KAFKA_FORMAT = declare(
            "collect.kafka.format",
            "timestamped",
            ValueKind.oneOf("timestamped", "json", "ndjson", "csv", "senml"),
            "form of the records of `collect.kafka.topic`");
    /** Its group. */
    public static final Setting<String> COLLECT_KAFKA_GROUP = declare(
            "collect.kafka.group",
            "foursigma-collector",
            ValueKind.name(),
            "consumer group under which collectors share `collect.kafka.topic`");
    /** The zone of times without one. */
    public static final Setting<ZoneId> COLLECT_KAFKA_ZONE =
            declare("collect.kafka.zone", "UTC", ValueKind.zone(), "time zone of the times of the form `timestamped`");
    /** Files of readings. */
    public static final Setting<String> COLLECT_FILES = declare(
            "collect.files",
            OFF,
            ValueKind.text(),
            "files from which the collector takes readings: names, or globs such as `/var/log/plc/*.csv`, comma between");
    /** Whether they grow. */
    public static final Setting<String> COLLECT_FILES_FOLLOW = declare(
            "collect.files.follow",
            "true",
            ValueKind.oneOf("true", "false"),
            "whether `collect.files` are followed as they grow; else each is read to its end once");
    /** Their columns. */
    public static final Setting<String> COLLECT_FILES_COLUMNS = declare(
            "collect.files.columns",
            "time=time,sensor=sensor,value=value",
            ValueKind.text(),
            "columns of CSV in `collect.files`, by their names in the header, such as `time=timestamp,sensor='boiler-7',value=temp`");
    /** The zone of their times. */
    public static final Setting<Optional<ZoneId>> COLLECT_FILES_ZONE = declare(
            "collect.files.zone",
            OFF,
            ValueKind.zoneOr(OFF),
            "time zone of times without an offset in CSV of `collect.files`; off: they are no times");
    /** How fast they are read. */
    public static final Setting<Double> COLLECT_FILES_PACE = declare(
            "collect.files.pace",
            "full",
            ValueKind.positiveOr("full"),
            "how many times as fast as their event times the readings of `collect.files` go; 1: in real time; full: as fast as can be");
    /** Up to where they were read. */
    public static final Setting<String> COLLECT_FILES_STATE = declare(
            "collect.files.state",
            "collected-files.ndjson",
            ValueKind.text(),
            "file that keeps up to where `collect.files` were taken, of one collector");
    /** A broker of MQTT. */
    public static final Setting<Optional<URI>> COLLECT_MQTT_URL = declare(
            "collect.mqtt.url",
            OFF,
            ValueKind.addressOr(OFF, "mqtt", "mqtts"),
            "MQTT broker from which the collector takes readings; `mqtts`: over TLS");
    /** The version of MQTT. */
    public static final Setting<String> COLLECT_MQTT_VERSION = declare(
            "collect.mqtt.version",
            "5",
            ValueKind.oneOf("5", "3.1.1"),
            "version of MQTT that the collector and the broker speak");
    /** The topics. */
    public static final Setting<List<String>> COLLECT_MQTT_TOPICS = declare(
            "collect.mqtt.topics",
            "$share/foursigma/sensors/#",
            ValueKind.topicFilters(),
            "topics that are taken; collectors with one shared subscription `$share/...` share them");
    /** The names of sensors. */
    public static final Setting<SensorTemplate> COLLECT_MQTT_SENSOR = declare(
            "collect.mqtt.sensor",
            "{topic}",
            ValueKind.sensorTemplate(),
            "the sensor's name, from the topic of a message");
    /** The form of messages. */
    public static final Setting<String> COLLECT_MQTT_PAYLOAD = declare(
            "collect.mqtt.payload",
            "number",
            ValueKind.oneOf("number", "pointer", "telemetry", "senml", "json"),
            "form of the messages");
    /** The value. */
    public static final Setting<String> COLLECT_MQTT_VALUE = declare(
            "collect.mqtt.value", "/value", ValueKind.pointer(), "where the value stands in the form `pointer`");
    /** The time. */
    public static final Setting<String> COLLECT_MQTT_TIME = declare(
            "collect.mqtt.time",
            OFF,
            ValueKind.pointerOr(OFF),
            "where the time stands in the form `pointer`; off: the time at which the message came");
    /** Who the collector is. */
    public static final Setting<String> COLLECT_MQTT_CLIENT_ID = declare(
            "collect.mqtt.client-id",
            "foursigma-{host}",
            ValueKind.text(),
            "name under which the broker keeps what the collector has not acknowledged; each collector has one of its"
                    + " own; `{host}`: the name of its machine");
    /** The user. */
    public static final Setting<String> COLLECT_MQTT_USER = declare(
            "collect.mqtt.user", OFF, ValueKind.text(), "user that the broker knows the collector as; off: nobody");
    /** The password. */
    public static final Setting<String> COLLECT_MQTT_PASSWORD_FILE = declare(
            "collect.mqtt.password-file",
            OFF,
            ValueKind.text(),
            "file whose first line is the password of `collect.mqtt.user`; off: it has none");
    /** Producers that broadcast. */
    public static final Setting<List<NamedAddress>> COLLECT_WEBSOCKET_PRODUCERS = declare(
            "collect.websocket.producers",
            OFF,
            ValueKind.namedAddressesOr(OFF, "ws", "wss", "http", "https"),
            "producers that broadcast over WebSocket, each under a name; `http`, `https`: those that speak socket.io");
    /** Their events. */
    public static final Setting<String> COLLECT_WEBSOCKET_EVENT = declare(
            "collect.websocket.event", "value", ValueKind.text(), "event of socket.io whose arguments are messages");
    /** The form of their messages. */
    public static final Setting<String> COLLECT_WEBSOCKET_PAYLOAD = declare(
            "collect.websocket.payload",
            "number",
            ValueKind.oneOf("number", "pointer", "telemetry", "senml", "json"),
            "form of the messages of `collect.websocket.producers`");
    /** The value. */
    public static final Setting<String> COLLECT_WEBSOCKET_VALUE = declare(
            "collect.websocket.value",
            "/value",
            ValueKind.pointer(),
            "where the value stands in messages of the form `pointer`");
    /** The time. */
    public static final Setting<String> COLLECT_WEBSOCKET_TIME = declare(
            "collect.websocket.time",
            OFF,
            ValueKind.pointerOr(OFF),
            "where the time stands in messages of the form `pointer`; off: the time at which the message came");
    /** Devices that connect. */
    public static final Setting<String> COLLECT_WEBSOCKET_ENDPOINT = declare(
            "collect.websocket.endpoint",
            OFF,
            ValueKind.oneOf("on", OFF),
            "whether devices may send readings over WebSocket to `collect.http.port`");
    /** The folder of what is kept. */
    public static final Setting<String> COLLECT_SPOOL_FOLDER = declare(
            "collect.spool.folder",
            "spool",
            ValueKind.text(),
            "folder in which the collector keeps what came over WebSocket until Kafka has it; each collector has one of"
                    + " its own");
    /** How much is kept. */
    public static final Setting<Long> COLLECT_SPOOL_MAX_BYTES = declare(
            "collect.spool.max-bytes",
            "1000000000",
            ValueKind.wholeLong(1_000_000, 1_000_000_000_000_000L),
            "bytes that the spool may take on disk");
    /** What is dropped. */
    public static final Setting<String> COLLECT_SPOOL_WHEN_FULL = declare(
            "collect.spool.when-full",
            "oldest",
            ValueKind.oneOf("oldest", "newest"),
            "which messages are dropped while the spool is full");
    /** How surely it is kept. */
    public static final Setting<Duration> COLLECT_SPOOL_FSYNC = declare(
            "collect.spool.fsync",
            "1s",
            ValueKind.durationOr("never"),
            "for how long messages may be in the machine's memory alone, and are lost if its power fails; 0s: not at all");
    /** Items of a message. */
    public static final Setting<Integer> COLLECT_MAX_ITEMS = declare(
            "collect.max-items",
            "10000",
            ValueKind.whole(1, 1_000_000),
            "items that a message to the collector may have");
    /** What the collector keeps in memory. */
    public static final Setting<Integer> COLLECT_MAX_BYTES = declare(
            "collect.max-bytes",
            "64000000",
            ValueKind.whole(1_000_000, 2_000_000_000),
            "bytes of messages that may wait for Kafka's acknowledgement; senders are held back beyond that");
    /** How long Kafka may take. */
    public static final Setting<Duration> COLLECT_ACK_TIMEOUT = declare(
            "collect.ack-timeout",
            "10s",
            ValueKind.duration("1s", "10min"),
            "how long the collector waits for Kafka's acknowledgement until it tells a sender that there is none");
    /** The file of keys. */
    public static final Setting<String> COLLECT_KEYS_FILE = declare(
            "collect.keys-file",
            OFF,
            ValueKind.text(),
            "file of the keys that senders have to show, written by `foursigma keys`; off: anybody may send");
    /** How fast the holder of a key may send. */
    public static final Setting<Double> COLLECT_KEY_RATE = declare(
            "collect.key-rate",
            "any",
            ValueKind.positiveOr("any"),
            "readings per second that the holder of a key may send to a collector, or all senders together where there"
                    + " are no keys");
    /** Cassandra's nodes. */
    public static final Setting<String> CASSANDRA_CONTACT_POINTS = declare(
            "cassandra.contact-points",
            "127.0.0.1:9042",
            ValueKind.text(),
            "Cassandra's nodes, `host:port`, comma between");
    /** Cassandra's data centre. */
    public static final Setting<String> CASSANDRA_DATACENTER =
            declare("cassandra.datacenter", "datacenter1", ValueKind.name(), "Cassandra's local data centre");
    /** Copies of the state. */
    public static final Setting<Integer> CASSANDRA_REPLICAS = declare(
            "cassandra.replicas",
            "1",
            ValueKind.whole(1, 100),
            "copies of each row in that data centre, for a keyspace that is created");
    /** Cassandra's keyspace. */
    public static final Setting<String> CASSANDRA_KEYSPACE =
            declare("cassandra.keyspace", "foursigma", ValueKind.keyspace(), "keyspace of the state");
    /** Elasticsearch. */
    public static final Setting<String> ELASTICSEARCH_URL =
            declare("elasticsearch.url", "http://127.0.0.1:9200", ValueKind.text(), "Elasticsearch's address");
    /** Prefix of index names. */
    public static final Setting<String> ELASTICSEARCH_PREFIX = declare(
            "elasticsearch.prefix", "foursigma", ValueKind.keyspace(), "what the names of all indexes begin with");
    /** Redis. */
    public static final Setting<String> REDIS_ADDRESS =
            declare("redis.address", "127.0.0.1:6379", ValueKind.text(), "Redis, `host:port`");
    /** Prefix of keys. */
    public static final Setting<String> REDIS_PREFIX =
            declare("redis.prefix", "foursigma", ValueKind.name(), "what all keys and channels begin with");
    /** Length of a window. */
    public static final Setting<Duration> WINDOW_LENGTH =
            declare("window.length", "2s", ValueKind.duration("1ms", "36500d"), "length of a window, in event time");
    /** Allowed lateness. */
    public static final Setting<Duration> WINDOW_ALLOWED_LATENESS = declare(
            "window.allowed-lateness",
            "0s",
            ValueKind.duration("0ms", "36500d"),
            "how long after its end a window still takes readings, in event time");
    /** Silence after which an open window is published. */
    public static final Setting<Duration> WINDOW_IDLE_PUBLISH = declare(
            "window.idle-publish",
            "30s",
            ValueKind.durationOr("never", "1s"),
            "a sensor without readings for so long has its open window published as it stands, in wall-clock time");
    /** The rule's factor. */
    public static final Setting<Double> SIGMAS = declare(
            "sigmas", "4", ValueKind.positive(), "how many standard deviations from the baseline's mean are allowed");
    /** How many values a baseline needs. */
    public static final Setting<Integer> BASELINE_MIN_COUNT = declare(
            "baseline.min-count",
            "8",
            ValueKind.whole(1, Integer.MAX_VALUE),
            "how many values a baseline needs before it gives verdicts");
    /** Floor of the standard deviation. */
    public static final Setting<Double> BASELINE_MIN_STD =
            declare("baseline.min-std", "0", ValueKind.notNegative(), "floor below the baseline's standard deviation");
    /** Age of a baseline. */
    public static final Setting<Duration> BASELINE_MAX_AGE = declare(
            "baseline.max-age",
            "any",
            ValueKind.durationOr("any"),
            "how long before a window's start its baseline may have ended");
    /** Quiet length of episodes. */
    public static final Setting<Duration> EPISODE_QUIET = declare(
            "episode.quiet",
            "auto",
            ValueKind.durationOr("auto"),
            "a sensor's episode is over when its event time goes on for so long without an anomaly; auto: 100 times its mean interval");
    /** Earliest event time. */
    public static final Setting<Instant> TIME_EARLIEST = declare(
            "time.earliest", "1970-01-01T00:00:00Z", ValueKind.instant(), "an earlier event time is a dead letter");
    /** Latest event time. */
    public static final Setting<Instant> TIME_LATEST = declare(
            "time.latest",
            "2200-01-01T00:00:00Z",
            ValueKind.instant(),
            "this event time or a later one is a dead letter");
    /** How far ahead. */
    public static final Setting<Duration> TIME_MAX_AHEAD = declare(
            "time.max-ahead",
            "5min",
            ValueKind.durationOr("off"),
            "an event time further ahead of its Kafka record's timestamp is a dead letter");
    /** First month with an index. */
    public static final Setting<YearMonth> INSIGHTS_FIRST_MONTH = declare(
            "insights.first-month",
            "2010-01",
            ValueKind.month(),
            "documents with earlier event times share one `-archive` index");
    /** Which windows are kept. */
    public static final Setting<String> WINDOWS =
            declare("windows", "all", ValueKind.oneOf("all", "none"), "which windows are published to the stores");
    /** Number of buckets. */
    public static final Setting<Integer> STATE_BUCKETS = declare(
            "state.buckets",
            "16",
            ValueKind.whole(1, 4_096),
            "number of state buckets; fixed for a keyspace once it holds state");
    /** Time between flushes. */
    public static final Setting<Duration> STATE_FLUSH_INTERVAL = declare(
            "state.flush-interval",
            "500ms",
            ValueKind.duration("10ms", "10s"),
            "time from one flush to Cassandra to the next; longer while flushes take long: twice what the last took, up"
                    + " to 1 s, lies between them");
    /** Sensors in memory. */
    public static final Setting<Integer> STATE_RESIDENT_SENSORS = declare(
            "state.resident-sensors",
            "200000",
            ValueKind.whole(1, 100_000_000),
            "sensors that a stateful task keeps in memory; beyond it those used the longest ago are read again when they"
                    + " have a reading");
    /** Rest after which a sensor leaves memory. */
    public static final Setting<Duration> STATE_EVICT_AFTER = declare(
            "state.evict-after",
            "10min",
            ValueKind.duration("1s", "365d"),
            "a sensor without readings for so long leaves memory, and is read again when it has one");
    /** Time between two beats. */
    public static final Setting<Duration> PULSE_INTERVAL = declare(
            "pulse.interval",
            "10ms",
            ValueKind.duration("10ms", "10s"),
            "time between two beats, at which latest values are merged and batches are sent");
    /** Name of the topology. */
    public static final Setting<String> TOPOLOGY_NAME =
            declare("topology.name", "foursigma", ValueKind.name(), "name of the topology on Storm's cluster");
    /** A second submission. */
    public static final Setting<String> TOPOLOGY_IF_ALIVE = declare(
            "topology.if-alive",
            "refuse",
            ValueKind.oneOf("refuse", "keep"),
            "what a submission does where a topology of that name is alive: refuse with exit code 1, or keep it as it"
                    + " is with exit code 0");
    /** Worker processes. */
    public static final Setting<Integer> TOPOLOGY_WORKERS = declare(
            "topology.workers", "1", ValueKind.whole(1, 1_000), "worker processes that the topology is spread over");
    /** Spout tasks. */
    public static final Setting<OptionalInt> TOPOLOGY_SPOUTS = declare(
            "topology.spouts",
            "auto",
            ValueKind.wholeOr("auto", 1, 10_000),
            "spout tasks, each for a share of the partitions; auto: two per worker, at most one per partition");
    /** Tasks of decode. */
    public static final Setting<OptionalInt> TOPOLOGY_DECODERS = declare(
            "topology.decoders",
            "auto",
            ValueKind.wholeOr("auto", 1, 10_000),
            "tasks of the bolt that decodes runs; auto: as many as spout tasks");
    /** Tasks of the stateful bolts. */
    public static final Setting<OptionalInt> TOPOLOGY_STATEFUL_TASKS = declare(
            "topology.stateful-tasks",
            "auto",
            ValueKind.wholeOr("auto", 1, 4_096),
            "tasks of each stateful bolt, at most `state.buckets`; auto: one per two partitions, at least one per"
                    + " worker");
    /** Pending runs. */
    public static final Setting<Integer> TOPOLOGY_MAX_PENDING = declare(
            "topology.max-pending",
            "4000",
            ValueKind.whole(1, 1_000_000),
            "runs that a spout task may have under way before it waits");
    /** Silence after which runs are sent again. */
    public static final Setting<Duration> TOPOLOGY_RESEND_AFTER = declare(
            "topology.resend-after",
            "3s",
            ValueKind.duration("100ms", "1h"),
            "silence after which the first runs of a partition that are not acked are sent again");
    /** Message timeout. */
    public static final Setting<Duration> TOPOLOGY_MESSAGE_TIMEOUT = declare(
            "topology.message-timeout",
            "10s",
            ValueKind.duration("1s", "1h"),
            "time after which a run that is not acked is replayed in any case; whole seconds");
    /** Where metrics are served. */
    public static final Setting<String> METRICS_HOST =
            declare("metrics.host", "127.0.0.1", ValueKind.text(), "address that each worker serves its metrics on");
    /** Ports of metrics. */
    public static final Setting<OptionalInt> METRICS_PORT_OFFSET = declare(
            "metrics.port-offset",
            "off",
            ValueKind.wholeOr("off", 1, 60_000),
            "a worker serves its metrics on its own port plus this number");
    /** The relay's host. */
    public static final Setting<String> RELAY_HOST =
            declare("relay.host", "127.0.0.1", ValueKind.text(), "address that the page is served on");
    /** The relay's port. */
    public static final Setting<Integer> RELAY_PORT =
            declare("relay.port", "8080", ValueKind.whole(0, 65_535), "port that the page is served on; 0: a free one");
    /** The relay's names. */
    public static final Setting<List<String>> RELAY_HOSTS = declare(
            "relay.hosts",
            OFF,
            ValueKind.hostNamesOr(OFF),
            "names under which browsers may reach a relay without accounts, beside addresses and localhost");
    /** The relay's accounts. */
    public static final Setting<String> RELAY_ACCOUNTS = declare(
            "relay.accounts",
            OFF,
            ValueKind.text(),
            "file of the accounts that may sign in to the relay; off: everybody may do everything");
    /** Whether a proxy tells who asks. */
    public static final Setting<String> RELAY_TRUST_PROXY = declare(
            "relay.trust-proxy",
            "false",
            ValueKind.oneOf("true", "false"),
            "whether a proxy before the relay sets X-Forwarded-For and X-Forwarded-Proto, and nobody else reaches the relay");

    /** Where episodes are told. */
    public static final Setting<List<NamedAddress>> WEBHOOKS_URLS = declare(
            "webhooks.urls",
            OFF,
            ValueKind.namedAddressesOr(OFF, "https", "http"),
            "receivers that are told of episodes, each under a name under which its progress is kept");
    /** What they are told. */
    public static final Setting<List<String>> WEBHOOKS_EVENTS = declare(
            "webhooks.events",
            "opened,closed,reopened",
            ValueKind.someOf("opened", "extended", "closed", "reopened"),
            "changes of episodes that receivers are told of");
    /** The secret of signatures. */
    public static final Setting<String> WEBHOOKS_SECRET_FILE = declare(
            "webhooks.secret-file",
            OFF,
            ValueKind.text(),
            "file whose first line is the secret that requests to receivers are signed with; off: they are not signed");
    /** How long a receiver may take. */
    public static final Setting<Duration> WEBHOOKS_TIMEOUT = declare(
            "webhooks.timeout",
            "10s",
            ValueKind.duration("100ms", "5min"),
            "how long a receiver may take for the whole of an answer until the request is made again");
    /** How long it is tried. */
    public static final Setting<Duration> WEBHOOKS_GIVE_UP_AFTER = declare(
            "webhooks.give-up-after",
            "3d",
            ValueKind.duration("1s", "365d"),
            "age of an event at which a request that has failed is not made again, but written to the log");
    /** How much waits in memory. */
    public static final Setting<Integer> WEBHOOKS_MAX_WAITING = declare(
            "webhooks.max-waiting",
            "1000",
            ValueKind.whole(1, 100_000),
            "events that may wait in memory for a receiver; beyond that the rest waits in Kafka");
    /** The address of the page. */
    public static final Setting<Optional<URI>> WEBHOOKS_PAGE_URL = declare(
            "webhooks.page-url",
            OFF,
            ValueKind.addressOr(OFF, "https", "http"),
            "address of the page, which receivers are told so that people can look");
    /** The groups. */
    public static final Setting<String> WEBHOOKS_GROUP = declare(
            "webhooks.group",
            "foursigma-webhooks",
            ValueKind.name(),
            "what the consumer groups of receivers begin with: this, a dot and the receiver's name");
    /** Where their metrics are. */
    public static final Setting<String> WEBHOOKS_HOST = declare(
            "webhooks.host", "127.0.0.1", ValueKind.text(), "address that the metrics of webhooks are served on");
    /** The port of their metrics. */
    public static final Setting<OptionalInt> WEBHOOKS_PORT = declare(
            "webhooks.port",
            "8091",
            ValueKind.wholeOr(OFF, 0, 65_535),
            "port that the metrics of webhooks are served on; 0: a free one");

    /** All of them, in the order in which a reading meets them. */
    public static final List<Setting<?>> ALL = Collections.unmodifiableList(DECLARED);

    private SettingsTable() {}

    private static <T> Setting<T> declare(String name, String defaultText, ValueKind<T> kind, String meaning) {
        Setting<T> setting = new Setting<>(name, defaultText, kind, meaning);
        DECLARED.add(setting);
        return setting;
    }
}
