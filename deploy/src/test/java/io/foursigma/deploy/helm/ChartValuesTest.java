// SPDX-License-Identifier: Apache-2.0
package io.foursigma.deploy.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Helm accepts the values that are meant, and refuses others by name. */
class ChartValuesTest {

    @ParameterizedTest
    @EnumSource
    void strictLintPasses(ValueFiles values, @TempDir Path folder) throws IOException {
        LintResult lint = Chart.FOURSIGMA.copyTo(folder, values.files()).lint();
        assertThat(lint.isFailed()).as(lint.getMessages().toString()).isFalse();
        assertThat(lint.getMessages()).noneMatch(message -> message.contains("[WARNING]"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            relay: {replica: 3}                                     | replica
            relays: {replicas: 3}                                   | relays
            relay: {replicas: 0}                                    | replicas
            relay: {port: 80}                                       | port
            relay: {runAsUser: 0}                                   | runAsUser
            relay: {image: {pullPolicy: Sometimes}}                 | pullPolicy
            relay: {resources: {limits: {memory: much}}}            | memory
            relay: {podDisruptionBudget: {maxUnavailable: 0}}       | maxUnavailable
            settings: {window.lenght: 5min}                         | window.lenght
            settings: {topics.partitions: 1000000}                  | topics.partitions
            settings: {time.max-ahead: off}                         | time.max-ahead
            settings: {elasticsearch.url: "https://me:secret@search:9200"} | elasticsearch.url
            settings: {relay.port: "80"}                            | relay.port
            settingsFromSecrets: {redis.adress: {name: a, key: b}}  | redis.adress
            settingsFromSecrets: {redis.address: {name: a}}         | key
            settingsFromSecrets: {redis.address: {name: a, key: b, value: c}} | value
            settingsFromSecrets: {redis.address: "redis:6379"}      | redis.address
            ingress: {tlsSecret: ""}                                | tlsSecret
            ingress: {hosts: []}                                    | hosts
            networkPolicy: {from: []}                               | from
            networkPolicy: {egress: {redis: {port: [6379]}}}        | port
            storm: {nimbusSeeds: nimbus}                            | nimbusSeeds
            submitter: {replace: "yes"}                             | replace
            """)
    void wrongValueIsRefusedByName(String values, String named, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("wrong.yaml"), values);
        assertThatIllegalStateException()
                .isThrownBy(() -> Chart.FOURSIGMA.render(List.of(file)))
                .withMessageContaining(named);
        LintResult lint = Chart.FOURSIGMA.copyTo(folder, List.of(file)).lint();
        assertThat(lint.isFailed()).isTrue();
        assertThat(lint.getMessages().toString()).contains(named);
    }

    /** Lint takes no notice of what templates refuse; installing and upgrading do. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            settings: {redis.address: "redis:6380"}                   | redis
            settings: {kafka.bootstrap-servers: "a:9092,b:9093"}      | kafka
            settings: {cassandra.contact-points: "a:9142"}            | cassandra
            settings: {elasticsearch.url: "https://search:9243/path"} | elasticsearch
            storm: {thriftPort: 6628}                                 | nimbus
            """)
    void addressThatTheNetworkPolicyWouldCutOffIsRefused(String values, String store, @TempDir Path folder)
            throws IOException {
        Path file = Files.writeString(folder.resolve("cut-off.yaml"), values);
        Path off = Files.writeString(folder.resolve("off.yaml"), "networkPolicy: {enabled: false}");
        assertThatIllegalStateException()
                .isThrownBy(() -> Chart.FOURSIGMA.render(List.of(file)))
                .withMessageContaining("networkPolicy.egress." + store + ".ports")
                .withMessageContaining("add the port there");
        assertThat(new Rendered(Chart.FOURSIGMA.render(List.of(file, off))).all("NetworkPolicy"))
                .isEmpty();
    }

    @Test
    void webhooksWithoutReceiversAreRefused(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("nobody.yaml"), "webhooks: {enabled: true}");
        assertThatIllegalStateException()
                .isThrownBy(() -> Chart.FOURSIGMA.render(List.of(file)))
                .withMessageContaining("nobody is to be told: give webhooks.urls");
        Path told = Files.writeString(
                folder.resolve("told.yaml"), "settings: {webhooks.urls: \"ops=https://ops.example.org/alarms\"}");
        assertThat(new Rendered(Chart.FOURSIGMA.render(List.of(file, told))).one("Deployment", "-webhooks"))
                .isNotNull();
    }
}
