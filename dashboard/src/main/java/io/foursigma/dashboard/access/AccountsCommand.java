// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.foursigma.schemas.process.PrivateFile;
import io.foursigma.schemas.settings.SettingsException;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code foursigma accounts}: adds, lists and removes the accounts of a file for {@code relay.accounts}. */
@Command(
        name = "accounts",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Adds, lists and removes the accounts that may sign in to the relay.",
        footer = {"", "Exit codes: 0 done, 2 wrong input, or a file that cannot be used."})
public final class AccountsCommand implements Runnable {

    private final InputStream in;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--file",
            paramLabel = "FILE",
            required = true,
            scope = ScopeType.INHERIT,
            description = "the file of the accounts, as relay.accounts names it")
    private Path file = Path.of("");

    /** A command that picocli fills. */
    public AccountsCommand() {
        this(System.in);
    }

    AccountsCommand(InputStream in) {
        this.in = in;
    }

    @Override
    public void run() {
        spec.commandLine().usage(out());
    }

    @Command(name = "add", mixinStandardHelpOptions = true, description = "Adds an account; asks for its password.")
    int add(
            @Parameters(paramLabel = "NAME", description = "who it is") String name,
            @Option(names = "--role", paramLabel = "ROLE", required = true, description = "viewer or operator")
                    String role,
            @Option(names = "--password-stdin", description = "read the password from the first line of the input")
                    boolean fromInput) {
        return withFile(() -> {
            if (!Account.isName(name)) {
                throw new Refused("NAME = '" + name + "': the name is not accepted; " + Account.NAME_CURE);
            }
            Role given = Role.of(role)
                    .orElseThrow(() ->
                            new Refused("--role = '" + role + "': there is no such role; give viewer or operator"));
            String password = fromInput ? firstLine() : askTwice();
            if (!Passwords.isAccepted(password)) {
                throw new Refused("the password is not accepted; give one of at least " + Passwords.LEAST_CHARACTERS
                        + " characters and at most " + Passwords.MOST_BYTES + " bytes");
            }
            Account added = new Account(name, given, Passwords.hash(password));
            change((lines, accounts) -> {
                if (accounts.containsKey(name)) {
                    throw new Refused("NAME = '" + name
                            + "': there is an account of that name; remove it first, or give another name");
                }
                lines.add(added.line());
                return lines;
            });
        });
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists all accounts: name and role.")
    int list() {
        return withFile(() -> AccountLines.parse(file.toString(), lines())
                .values()
                .forEach(each -> out().println(each.name() + "  " + each.role().text())));
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Removes an account: a running relay ends its sessions within seconds.")
    int remove(@Parameters(paramLabel = "NAME", description = "whose account it is") String name) {
        return withFile(() -> change((lines, accounts) -> {
            if (!accounts.containsKey(name)) {
                throw new Refused("NAME = '" + name
                        + "': there is no account of that name; 'foursigma accounts list' shows them");
            }
            return lines.stream()
                    .filter(line -> !line.strip().startsWith(name + ':'))
                    .toList();
        }));
    }

    private interface Work {
        void run() throws IOException;
    }

    private interface Change {
        List<String> apply(List<String> lines, Map<String, Account> accounts);
    }

    /** What a person gave cannot be taken; nothing was changed. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        private Refused(String message) {
            super(message);
        }
    }

    private int withFile(Work work) {
        try {
            work.run();
            out().flush();
            return ExitCode.OK;
        } catch (Refused | SettingsException e) {
            return refuse(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return refuse("--file = '" + file + "': it cannot be used (" + e + "); see that it is one of accounts, and"
                    + " yours");
        }
    }

    /** Comments and the order of the lines stay. */
    private void change(Change change) throws IOException {
        PrivateFile.change(file, () -> {
            List<String> lines = Files.exists(file) ? lines() : List.of();
            Map<String, Account> accounts = AccountLines.parse(file.toString(), lines);
            List<String> changed = change.apply(new ArrayList<>(lines), accounts);
            return (String.join("\n", changed) + (changed.isEmpty() ? "" : "\n")).getBytes(UTF_8);
        });
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(file, UTF_8);
    }

    private String firstLine() throws IOException {
        String line = new BufferedReader(new InputStreamReader(in, UTF_8)).readLine();
        return line == null ? "" : line;
    }

    /** From Java 22 on there is a console without a terminal, too; it reads no password, and gives null. */
    @SuppressWarnings("SystemConsoleNull")
    private static String askTwice() {
        Console console = System.console();
        if (console == null) {
            throw new Refused("there is no terminal to ask for the password; give --password-stdin");
        }
        char[] first = console.readPassword("Password: ");
        char[] second = console.readPassword("Once more: ");
        if (first == null || !Arrays.equals(first, second)) {
            throw new Refused("the two passwords differ; start again");
        }
        return new String(first);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private int refuse(String message) {
        spec.commandLine().getErr().println(message);
        return ExitCode.USAGE;
    }
}
