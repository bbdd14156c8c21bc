// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Wrong input: exit code 2, what and the cure in words, no stack trace, and nothing was started. */
final class WrongInputIT {

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "demo --rate -1                 | rate",
                "demo --sensors 0               | sensor",
                "demo --simulator volcano       | volcano",
                "demo --for soon                | --for",
                "demo --for 0s                  | --for",
                "demo --port 70000              | relay.port",
                "demo --port x                  | --port",
                "demo --redis-port 99999        | 99999",
                "demo -c window.length=never    | window.length",
                "demo -c no.such=1              | no.such",
                "demo -c redis.address=a:1      | redis.address",
                "demo --nonsense                | --nonsense",
                "demo --collect-port 65536      | collect.http.port",
                "collect -c no.such=1           | no.such",
                "collect -c collect.http.port=off | no source is switched on",
                "keys list                      | collect.keys-file = off",
                "keys list -c no.such=1         | no.such",
                "keys revoke a -c collect.keys-file=none | no key of that name",
                "simulate --rate -1             | rate",
                "simulate -c no.such=1          | no.such",
                "analyze                        | FILE",
                "analyze missing.csv            | missing.csv",
                "what-if missing.csv            | missing.csv",
                "what-if --sigmas 4,0           | sigmas",
                "what-if --window 1m,1x         | window.length",
                "what-if --from soon            | --from",
                "what-if --from 2 --to 1        | --from 2",
                "what-if --labels missing.json  | missing.json",
                "what-if -c kafka.bootstrap-servers=127.0.0.1:1 | Kafka at 127.0.0.1:1",
                "cluster up --workers 0         | --workers",
                "cluster up -c relay.port=1     | --port",
                "cluster up --for ever          | --for",
                "cluster status --data missing  | No cluster is up in",
                "cluster submit --data missing  | No cluster is up in",
                "cluster kill --data missing    | No cluster is up in",
                "ledger -c no.such=1            | no.such",
                "explain                        | ID",
                "explain x -c no.such=1         | no.such",
                "ledger -conf missing.yaml      | missing.yaml",
                "ledger --cluster missing       | No cluster is up in",
                "dead-letters list --since soon | --since",
                "dead-letters list --limit 0    | --limit",
                "dead-letters list --page 9999  | row 10000 at most",
                "dead-letters list -c x=1       | x = '1'",
                "dead-letters show x            | no position",
                "dead-letters replay x.1.2      | no position",
                "dead-letters replay            | POSITION",
                "topics describe nonsense       | 'nonsense' is no topic",
                "topics list -c no.such=1       | no.such",
                "topics nonsense                | nonsense",
                "produce missing.csv            | missing.csv",
                "produce a.csv b.csv            | b.csv",
                "produce -c no.such=1           | no.such",
                "consume nonsense               | 'nonsense' is no topic",
                "consume --max 0                | --max",
                "consume --max few              | --max",
                "consume --cluster missing      | No cluster is up in",
                "nonsense                       | nonsense",
            })
    void eachWrongWordIsNamed(String words, String named) {
        assertRefused(named, words.strip().split(" +"));
    }

    @Test
    void allWrongSettingsAreToldAtOnce() {
        String told = assertRefused(
                "window.length", "demo", "-c", "window.length=x", "-c", "sigmas=0", "-c", "state.buckets=-1");
        assertThat(told).contains("sigmas").contains("state.buckets").contains("give");
    }

    @Test
    void aPageOrACollectorWhosePortIsInUseIsRefused() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            assertRefused(port, "demo", "--port", port);
            assertRefused(port, "demo", "--port", "0", "--collect-port", port);
            assertRefused(port, "collect", "-c", "collect.http.port=" + port);
        }
    }

    @Test
    void aServerWhosePortIsInUseIsRefused() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            assertRefused(
                    "port " + port + " for Kafka", "demo", "--port", "0", "--collect-port", "0", "--kafka-port", port);
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsRefused() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        String below = file.resolve("below").toString();
        assertRefused(below, "demo", "--port", "0", "--collect-port", "0", "--data", below);
        assertRefused(below, "analyze", "--out", below, readings().toString());
    }

    @Test
    void anAnalysisRefusesStateThatIsNotFresh() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.createFile(data.resolve("something"));
        assertRefused(
                "not empty", "analyze", "--data", data.toString(), readings().toString());
    }

    @Test
    void aFolderThatIsNoClustersIsNotThrownAway() throws IOException {
        Path precious = Files.createFile(folder.resolve("precious"));
        assertRefused("no cluster's folder", "cluster", "down", "--delete-data", "--data", folder.toString());
        assertThat(precious).exists();
    }

    private Path readings() throws IOException {
        return Files.writeString(folder.resolve("readings.csv"), "sensor,time,value\na,1,1\n");
    }

    private static String assertRefused(String named, String... arguments) {
        StringWriter err = new StringWriter();
        CommandLine command = FoursigmaMain.commandLine();
        command.setErr(new PrintWriter(err, true));
        command.setOut(new PrintWriter(err, true));
        // Other tests of this JVM may have servers of their own.
        Set<ProcessHandle> before = ProcessHandle.current().descendants().collect(Collectors.toSet());
        int exitCode = command.execute(arguments);
        assertThat(exitCode).as("exit code; told: %s", err).isEqualTo(2);
        assertThat(err.toString()).contains(named).doesNotContain("\tat ");
        assertThat(ProcessHandle.current().descendants()).isSubsetOf(before);
        return err.toString();
    }
}
