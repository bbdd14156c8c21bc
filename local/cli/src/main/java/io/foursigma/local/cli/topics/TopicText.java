// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.topics;

import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.ReadingOffsets.Span;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.TopicConfig;

/** Topics as people read them. What nobody can tell is a question mark. */
final class TopicText {

    private static final String LIST = "%-24s %-19s %-7s %10s %8s %13s%n";
    private static final String PARTITIONS = "%9s %6s %-12s %-12s %13s %13s";
    private static final String PROGRESS = " %13s %13s";

    /** What decides whether a topic can serve, and how long its records live. */
    private static final List<String> CONFIGURATION = List.of(
            TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.RETENTION_MS_CONFIG, TopicConfig.MAX_MESSAGE_BYTES_CONFIG);

    private TopicText() {}

    static void printList(PrintWriter out, Settings settings, Map<FoursigmaTopic, Optional<TopicFacts>> topics) {
        out.printf(LIST, "topic", "setting", "exists", "partitions", "replicas", "records");
        topics.forEach((topic, found) -> out.printf(
                LIST,
                topic.name(settings),
                topic.setting().name(),
                found.isPresent() ? "yes" : "no",
                found.map(facts -> number(facts.partitions().size())).orElse("-"),
                found.map(facts -> number(facts.replicas())).orElse("-"),
                found.map(facts -> number(facts.records())).orElse("-")));
    }

    static void printHead(PrintWriter out, TopicFacts facts, FoursigmaTopic topic, Map<String, String> configuration) {
        out.printf("%s (%s)%n", facts.name(), topic.setting().name());
        out.printf("%-17s %s%n", "id", facts.id());
        for (String name : CONFIGURATION) {
            out.printf("%-17s %s%n", name, configuration.getOrDefault(name, "?"));
        }
    }

    static void printAbsent(PrintWriter out, String name, FoursigmaTopic topic) {
        out.printf(
                "%s (%s)%nis absent; 'foursigma topics create' creates it%n%n",
                name, topic.setting().name());
    }

    /**
     * A line a partition.
     *
     * @param committed the offsets that the group has committed, empty for a topic that no group reads
     */
    static void printPartitions(PrintWriter out, TopicFacts facts, Optional<Map<Integer, Long>> committed) {
        out.printf(PARTITIONS, "partition", "leader", "replicas", "in sync", "first", "end");
        committed.ifPresent(offsets -> out.printf(PROGRESS, "committed", "lag"));
        out.println();
        for (TopicFacts.Partition partition : facts.partitions()) {
            out.printf(
                    PARTITIONS,
                    partition.number(),
                    partition.leader() < 0 ? "none" : partition.leader(),
                    brokers(partition.replicas()),
                    brokers(partition.inSync()),
                    number(partition.offsets().map(Span::start)),
                    number(partition.offsets().map(Span::end)));
            committed.ifPresent(
                    offsets -> progress(out, partition, Optional.ofNullable(offsets.get(partition.number()))));
            out.println();
        }
        out.println();
    }

    /** A group without a committed offset begins at the first one. */
    private static void progress(PrintWriter out, TopicFacts.Partition partition, Optional<Long> committed) {
        out.printf(
                PROGRESS,
                committed.map(TopicText::number).orElse("-"),
                number(partition.offsets().map(offsets -> offsets.end() - committed.orElse(offsets.start()))));
    }

    private static String brokers(List<Integer> ids) {
        return ids.isEmpty() ? "none" : ids.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static String number(OptionalLong number) {
        return number.isPresent() ? number(number.getAsLong()) : "?";
    }

    private static String number(Optional<Long> number) {
        return number.map(TopicText::number).orElse("?");
    }

    private static String number(long number) {
        return "%,d".formatted(number);
    }
}
