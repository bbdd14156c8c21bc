// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.kibana;

import io.foursigma.local.cli.CliException;
import io.foursigma.local.cli.Home;
import io.foursigma.local.cli.StoreOptions;
import io.foursigma.schemas.settings.SettingsTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code foursigma kibana import}. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Imports the objects of deploy/kibana/foursigma.ndjson, in place of those that an import before has"
                        + " made. May be repeated.")
final class ImportCommand implements Callable<Integer> {

    private static final Path OBJECTS = Path.of("deploy", "kibana", "foursigma.ndjson");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--kibana",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:5601",
            description = "Kibana's address, with /s/SPACE at its end for a space (default: ${DEFAULT-VALUE})")
    private String kibana = "";

    @ArgGroup
    private @Nullable Identity identity;

    @Mixin
    private StoreOptions options = new StoreOptions();

    /** Who asks: nobody, a user, or an API key. */
    private static final class Identity {
        @ArgGroup(exclusive = false)
        private @Nullable User user;

        @Option(
                names = "--api-key-file",
                paramLabel = "FILE",
                description = "a file with an API key, as Kibana encodes it")
        private @Nullable Path apiKey;
    }

    /** A user and where the password is. */
    private static final class User {
        @Option(names = "--user", paramLabel = "NAME", required = true, description = "the user who imports")
        private String name = "";

        @Option(
                names = "--password-file",
                paramLabel = "FILE",
                required = true,
                description = "a file with the password")
        private Path password = Path.of("");
    }

    @Override
    public Integer call() throws IOException {
        String prefix = options.settings().get(SettingsTable.ELASTICSEARCH_PREFIX);
        KibanaHttp http = new KibanaHttp(kibana, authorization());
        byte[] objects = objects(Files.readString(Home.folder().resolve(OBJECTS)), prefix);
        ImportAnswer answer = http.importObjects(objects);
        if (!answer.success()) {
            throw new CliException(
                    CliException.FAILED,
                    "Kibana at " + kibana + " has imported " + answer.imported() + " objects and refuses others:"
                            + System.lineSeparator() + String.join(System.lineSeparator(), answer.errors())
                            + System.lineSeparator() + "Import into Kibana 8.9 or later, or see its log.");
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(answer.imported() + " objects are in Kibana: " + kibana.replaceFirst("/+$", "")
                + "/app/dashboards#/view/foursigma-overview");
        out.flush();
        return 0;
    }

    /** The objects for indexes with this prefix: only the data views name them. */
    static byte[] objects(String ndjson, String prefix) {
        return ndjson.replace("\"title\":\"foursigma-", "\"title\":\"" + prefix + '-')
                .getBytes(StandardCharsets.UTF_8);
    }

    private @Nullable String authorization() {
        if (identity == null) {
            return null;
        }
        if (identity.apiKey != null) {
            return "ApiKey " + secret("--api-key-file", identity.apiKey);
        }
        User user = identity.user;
        return user == null ? null : KibanaHttp.basic(user.name, secret("--password-file", user.password));
    }

    /** The first line of a file. */
    private static String secret(String option, Path file) {
        try {
            return Files.readString(file).lines().findFirst().orElse("").strip();
        } catch (IOException e) {
            throw new CliException(
                    CliException.WRONG_INPUT, option + ": " + file + " cannot be read (" + e + "): name another");
        }
    }
}
