// SPDX-License-Identifier: Apache-2.0
package io.foursigma.spouts;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether a topic is still the one that the topology was submitted for, and was not made anew under its name.
 *
 * <p>The first look waits for Kafka's answer, so nothing is handed out before it. Later ones check the last answer and
 * ask again, so that Kafka may be away meanwhile. A topic that is made anew while the spout runs is noticed with the
 * second look after that, or at once where its log is shorter than what was read ({@link RunCutter#readTo}). Until then
 * records of a log that has already grown beyond the old position would pass for those of the old one.
 */
final class TopicWatch implements AutoCloseable {

    private final Admin admin;
    private final String topic;
    private final String topicId;
    private @Nullable KafkaFuture<TopicDescription> answer;

    /** Asks through this client, and closes it. */
    TopicWatch(Admin admin, String topic, String topicId) {
        this.admin = admin;
        this.topic = topic;
        this.topicId = topicId;
    }

    /**
     * Looks.
     *
     * @throws IllegalStateException if the topic is gone or another one
     * @throws KafkaException if Kafka does not answer the first look
     */
    void look() {
        if (answer == null) {
            answer = ask();
            check(answer, true);
        } else if (answer.isDone()) {
            check(answer, false);
            answer = ask();
        }
    }

    private KafkaFuture<TopicDescription> ask() {
        return Objects.requireNonNull(
                admin.describeTopics(List.of(topic)).topicNameValues().get(topic), topic);
    }

    private void check(KafkaFuture<TopicDescription> description, boolean needed) {
        try {
            String actual = description.get().topicId().toString();
            if (!actual.equals(topicId)) {
                throw new IllegalStateException(
                        "the topic " + topic + " has the id " + actual
                                + ", but the topology was submitted for the id " + topicId
                                + ": the topic was made anew; kill the"
                                + " topology and submit it again with another keyspace (cassandra.keyspace), or empty this one");
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new IllegalStateException(
                        "the topic " + topic + " with the id " + topicId + " is gone; kill the topology, and submit it"
                                + " again with another keyspace (cassandra.keyspace) to begin with a new topic",
                        e);
            }
            if (needed) {
                throw new KafkaException(
                        "Kafka does not describe the topic " + topic + "; see to its brokers", e.getCause());
            }
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
