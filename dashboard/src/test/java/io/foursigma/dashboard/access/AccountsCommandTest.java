// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Accounts as people make them and as a relay knows them. */
class AccountsCommandTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void accountIsAddedListedAndRemovedAndTheRelayKnowsIt() throws IOException {
        Path file = folder.resolve("new/accounts");
        run(0, "greenhouse", "add", "anna", "--role", "operator", "--password-stdin");
        Files.writeString(file, "# the plant\n" + Files.readString(file));
        run(0, "cellar-door\nmore", "add", "bob", "--role", "viewer", "--password-stdin");
        assertThat(run(0, "", "list")).isEqualTo("anna  operator\nbob  viewer\n");
        assertThat(Files.readString(file)).startsWith("# the plant\nanna:operator:$2a$12$");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Accounts accounts = Accounts.of(file);
        Passwords passwords = new Passwords();
        assertThat(passwords.compare("greenhouse", accounts.find("anna"))).isEqualTo(Passwords.Outcome.RIGHT);
        assertThat(passwords.compare("cellar-door", accounts.find("bob"))).isEqualTo(Passwords.Outcome.RIGHT);
        run(0, "", "remove", "anna");
        assertThat(Files.readString(file)).startsWith("# the plant\nbob:viewer:$2a$12$");
        accounts.look();
        assertThat(accounts.find("anna")).isNull();
        assertThat(accounts.find("bob")).isNotNull();
    }

    @Test
    void wrongInputChangesNothingAndSaysWhatToGive() {
        run(0, "greenhouse", "add", "anna", "--role", "operator", "--password-stdin");
        assertThat(run(2, "greenhouse", "add", "anna", "--role", "viewer", "--password-stdin"))
                .contains("there is an account of that name");
        assertThat(run(2, "greenhouse", "add", "a:b", "--role", "viewer", "--password-stdin"))
                .contains("the name is not accepted");
        assertThat(run(2, "greenhouse", "add", "bob", "--role", "admin", "--password-stdin"))
                .contains("give viewer or operator");
        assertThat(run(2, "short", "add", "bob", "--role", "viewer", "--password-stdin"))
                .contains("at least 8 characters")
                .doesNotContain("'short'");
        assertThat(run(2, "", "remove", "bob")).contains("no account of that name");
        assertThat(run(0, "", "list")).isEqualTo("anna  operator\n");
    }

    @Test
    void fileThatIsNoneOfAccountsIsNotWrittenOver() throws IOException {
        Path file = folder.resolve("new/accounts");
        Files.createDirectories(folder.resolve("new"));
        Files.writeString(file, "something else\n");
        assertThat(run(2, "greenhouse", "add", "anna", "--role", "viewer", "--password-stdin"))
                .contains("line 1", "write name:role:hash");
        assertThat(Files.readString(file)).isEqualTo("something else\n");
        Files.delete(file);
        assertThat(run(2, "", "list")).contains("cannot be used");
    }

    private String run(int code, String input, String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--file", folder.resolve("new/accounts").toString()));
        StringWriter out = new StringWriter();
        CommandLine command = new CommandLine(new AccountsCommand(new ByteArrayInputStream(input.getBytes(UTF_8))));
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(out, true));
        assertThat(command.execute(all.toArray(String[]::new)))
                .as(out::toString)
                .isEqualTo(code);
        return out.toString();
    }
}
