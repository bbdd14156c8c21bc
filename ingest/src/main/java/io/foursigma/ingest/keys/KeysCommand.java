// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.keys;

import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsException;
import io.foursigma.schemas.settings.SettingsTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code foursigma keys}: makes, lists and revokes the keys of the file {@code collect.keys-file}. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Makes, lists and revokes the keys with which senders show who they are.",
        footer = {"", "Exit codes: 0 done, 2 wrong input or settings, or a file that cannot be used."})
public final class KeysCommand implements Runnable {

    private static final int KEY_BYTES = 32;
    private static final String PREFIX = "fs_";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "-c",
            paramLabel = "NAME=VALUE",
            scope = ScopeType.INHERIT,
            description = "a setting of docs/settings.md, above all collect.keys-file; may be given several times")
    private Map<String, String> given = new LinkedHashMap<>();

    /** A command that picocli fills. */
    public KeysCommand() {}

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(name = "create", mixinStandardHelpOptions = true, description = "Makes a key and shows it, this once.")
    int create(
            @Parameters(paramLabel = "NAME", description = "whose key it is, such as a gateway's or a plant's name")
                    String name) {
        if (name.isBlank() || name.chars().anyMatch(Character::isISOControl)) {
            return refuse("NAME = '" + name + "': give a name that people can read");
        }
        return withFile(file -> {
            byte[] random = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(random);
            String key = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
            String made =
                    Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS).toString();
            boolean[] taken = {false};
            file.change(keys -> {
                taken[0] = keys.stream().anyMatch(each -> each.name().equals(name));
                List<ApiKey> more = new ArrayList<>(keys);
                if (!taken[0]) {
                    more.add(new ApiKey(name, ApiKeys.hash(key), made));
                }
                return more;
            });
            if (taken[0]) {
                return refuse(
                        "NAME = '" + name + "': there is a key of that name; revoke it first, or give another name");
            }
            out().println(key);
            return ExitCode.OK;
        });
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the names of all keys.")
    int list() {
        return withFile(file -> {
            file.read().forEach(key -> out().println(key.made() + "  " + key.name()));
            return ExitCode.OK;
        });
    }

    @Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            description = "Takes a key back: a running collector refuses it from a second later on.")
    int revoke(@Parameters(paramLabel = "NAME", description = "whose key it is") String name) {
        return withFile(file -> {
            if (file.read().stream().noneMatch(key -> key.name().equals(name))) {
                return refuse("NAME = '" + name + "': there is no key of that name; 'foursigma keys list' shows them");
            }
            file.change(keys ->
                    keys.stream().filter(key -> !key.name().equals(name)).toList());
            return ExitCode.OK;
        });
    }

    private interface Use {
        int with(KeyFile file) throws IOException;
    }

    private int withFile(Use use) {
        try {
            Settings settings = Settings.resolve(System.getenv(), given);
            String file = settings.get(SettingsTable.COLLECT_KEYS_FILE);
            if (file.equals(SettingsTable.OFF)) {
                return refuse("collect.keys-file = off: name the file of keys, with -c collect.keys-file=FILE or the"
                        + " environment variable " + SettingsTable.COLLECT_KEYS_FILE.environmentName());
            }
            int code = use.with(new KeyFile(Path.of(file)));
            out().flush();
            return code;
        } catch (SettingsException e) {
            return refuse(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return refuse(
                    "collect.keys-file: the file cannot be used (" + e + "); see that it is one of keys, and yours");
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private int refuse(String message) {
        spec.commandLine().getErr().println(message);
        return ExitCode.USAGE;
    }
}
