// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.local.cli.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** {@code docs/look-at-topics.md} names every command and option that there is, and none that does not exist. */
final class LookAtTopicsDocumentTest {

    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--?[a-z][a-z-]*");
    private static final Set<String> OF_EVERY_COMMAND = Set.of("-h", "--help", "-V", "--version");

    @Test
    void optionsAreThoseOfTheCommands() throws IOException {
        CommandLine topics = TopicsCommand.commandLine();
        Set<String> options = new TreeSet<>();
        List.of(new CommandLine(new ProduceCommand()), new CommandLine(new ConsumeCommand()))
                .forEach(command -> addOptions(command, options));
        topics.getSubcommands().values().forEach(command -> addOptions(command, options));
        Set<String> documented = new TreeSet<>();
        Matcher option = OPTION.matcher(document());
        while (option.find()) {
            documented.add(option.group());
        }
        assertThat(documented).isEqualTo(options);
    }

    @Test
    void everyCommandAndTopicIsNamed() throws IOException {
        String document = document();
        assertThat(TopicsCommand.commandLine().getSubcommands().keySet())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(document).contains("./foursigma topics " + name));
        assertThat(document).contains("./foursigma produce", "./foursigma consume");
        assertThat(document).contains("`readings`", "`results`", "`dead-letters`", "`policies`");
    }

    private static void addOptions(CommandLine command, Set<String> options) {
        command.getCommandSpec().options().forEach(option -> options.addAll(List.of(option.names())));
        options.removeAll(OF_EVERY_COMMAND);
    }

    private static String document() throws IOException {
        return Files.readString(Home.folder().resolve("docs/look-at-topics.md"));
    }
}
