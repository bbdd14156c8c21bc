// SPDX-License-Identifier: Apache-2.0
package io.foursigma.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.foursigma.schemas.Episode;
import io.foursigma.schemas.json.EpisodeJson;
import io.foursigma.schemas.json.Json;
import io.foursigma.schemas.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/webhooks.md shows is what is sent. */
final class WebhooksPageTest {

    private static final String SECRET = "a secret of ours";
    private static final String BODY = "{\"v\":1,\"sensor\":\"cooling\"}";
    private static final Instant NOW = Instant.ofEpochSecond(1_767_265_200);

    @Test
    void eventOnThePageIsOneThatIsSent() throws IOException {
        String shown = block("json");
        String episode = shown.substring(shown.indexOf("{\"type\""), shown.length() - 1);
        Episode read = EpisodeJson.read(episode.getBytes(UTF_8));
        assertThat(Json.text(out -> EpisodeJson.write(out, read))).isEqualTo(episode);
        Settings settings = Settings.resolve(Map.of(), Map.of("webhooks.page-url", "https://sensors.example.org"));
        assertThat(new Announcements(settings)
                        .of(new ConsumerRecord<>("results", 0, 7, new byte[0], episode.getBytes(UTF_8))))
                .hasValueSatisfying(delivery -> assertThat(delivery.body()).isEqualTo(shown));
    }

    @Test
    void receiverOnThePageTellsOursFromOthersAndOldOnes(@TempDir Path folder) throws Exception {
        assumeTrue(hasPython(), "no python3");
        String signature = new Signer(SECRET).header(NOW, BODY);
        Path program = Files.writeString(folder.resolve("receiver.py"), block("python") + """

                import sys
                secret, signature, body, now = sys.argv[1:]
                print(is_genuine(secret, signature, body.encode(), float(now)))
                """);
        String now = Long.toString(NOW.getEpochSecond());
        assertThat(run(program, SECRET, signature, BODY, now)).isEqualTo("True");
        assertThat(run(program, SECRET, signature, BODY + ' ', now)).isEqualTo("False");
        assertThat(run(program, "another", signature, BODY, now)).isEqualTo("False");
        assertThat(run(program, SECRET, signature.replace("t=1", "t=2"), BODY, now))
                .isEqualTo("False");
        assertThat(run(program, SECRET, signature, BODY, Long.toString(NOW.getEpochSecond() + 301)))
                .isEqualTo("False");
    }

    @Test
    void metricsOnThePageAreThoseThatAreServed() throws IOException {
        HookMetrics metrics = new HookMetrics();
        metrics.add("ops");
        String page = Files.readString(Path.of(System.getProperty("foursigma.home"), "docs", "metrics.md"));
        assertThat(Pattern.compile("\\| `(foursigma_webhooks_\\w+)` \\| (\\w+) \\| `receiver` \\|")
                        .matcher(page)
                        .results()
                        .map(row -> row.group(1) + ' ' + row.group(2)))
                .containsExactlyInAnyOrderElementsOf(new String(metrics.text(), UTF_8)
                        .lines()
                        .filter(line -> line.startsWith("# TYPE "))
                        .map(line -> line.substring("# TYPE ".length()))
                        .toList());
    }

    @Test
    void alertsAskForWhatIsServed() throws IOException {
        HookMetrics metrics = new HookMetrics();
        metrics.add("ops");
        String served = new String(metrics.text(), UTF_8);
        String alerts =
                Files.readString(Path.of(System.getProperty("foursigma.home"), "deploy", "prometheus", "alerts.yml"));
        assertThat(Pattern.compile("foursigma_webhooks_\\w+").matcher(alerts).results())
                .hasSizeGreaterThan(3)
                .allSatisfy(name -> assertThat(served).contains(name.group() + "{receiver=\"ops\"}"));
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    private static String run(Path program, String... arguments) throws IOException {
        String[] command = new String[arguments.length + 2];
        command[0] = "python3";
        command[1] = program.toString();
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        ProcessBuilder builder = new ProcessBuilder(Arrays.asList(command)).redirectErrorStream(true);
        builder.environment().put("PYTHONUTF8", "1");
        Process process = builder.start();
        return new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    }

    /** The first block of this language on the page. */
    private static String block(String language) throws IOException {
        String page = Files.readString(Path.of(System.getProperty("foursigma.home"), "docs", "webhooks.md"));
        String begin = "```" + language + "\n";
        int start = page.indexOf(begin) + begin.length();
        return page.substring(start, page.indexOf("\n```", start));
    }
}
