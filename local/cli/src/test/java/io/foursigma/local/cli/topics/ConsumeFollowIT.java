// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.testing.SharedServers;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import picocli.CommandLine;

/** {@code foursigma consume} on records that come. */
@Timeout(180)
final class ConsumeFollowIT {

    @RegisterExtension
    static final SharedServers SERVERS = SharedServers.of(ServerKind.KAFKA);

    @Test
    void byDefaultOnlyWhatComesIsShown() throws Exception {
        TestTopics topics = TestTopics.created(SERVERS.kafkaBootstrap(), 2);
        topics.write("old");
        try (CommandProcess consume = CommandProcess.start(topics.words("consume", "--max", "1"))) {
            consume.awaitOutput("Waiting for records of the topic '" + topics.readings() + "' from now on");
            topics.write("new");
            assertThat(consume.exitCode()).isZero();
            assertThat(consume.output()).containsPattern("a +new\\R$").doesNotContain("old");
        }
    }

    @Test
    void followGoesOnBehindTheEndUntilItIsStopped() throws Exception {
        TestTopics topics = TestTopics.created(SERVERS.kafkaBootstrap(), 1);
        topics.write("old");
        try (CommandProcess consume =
                CommandProcess.start(topics.words("consume", "--from-beginning", "--follow", "--json"))) {
            consume.awaitOutput("\"text\":\"old\"");
            topics.write("new");
            consume.awaitOutput("\"text\":\"new\"");
            consume.stop();
            assertThat(consume.exitCode()).as(consume.output()).isZero();
            assertThat(consume.output().lines()).hasSize(2);
        }
    }

    @Test
    void topicThatIsDeletedMeanwhileEndsItWithTheCure() throws Exception {
        TestTopics topics = TestTopics.created(SERVERS.kafkaBootstrap(), 1);
        try (CommandProcess consume = CommandProcess.start(topics.words("consume"))) {
            consume.awaitOutput("Waiting for records");
            try (Admin admin = Admin.create(topics.kafka())) {
                admin.deleteTopics(List.of(topics.readings())).all().get();
            }
            assertThat(consume.exitCode()).isEqualTo(2);
            assertThat(consume.output())
                    .contains("does not hand over the topic " + topics.readings(), "kafka.bootstrap-servers")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void outputThatNobodyReadsAnyMoreEndsIt() throws Exception {
        TestTopics topics = TestTopics.created(SERVERS.kafkaBootstrap(), 1);
        topics.write("1");
        CommandLine consume = new CommandLine(new ConsumeCommand()).setOut(new PrintWriter(new ClosedPipe()));
        List<String> words = topics.words("--from-beginning", "--follow");
        assertThat(consume.execute(words.toArray(String[]::new))).isZero();
    }

    private static final class ClosedPipe extends Writer {
        @Override
        public void write(char[] characters, int from, int length) throws IOException {
            throw new IOException("Broken pipe");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
