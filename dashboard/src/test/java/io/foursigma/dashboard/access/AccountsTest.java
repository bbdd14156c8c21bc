// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foursigma.schemas.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {

    private static final String HASH = "$2y$12$" + "a".repeat(53);

    @TempDir
    private Path folder = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("accounts");
        Files.writeString(file, "anna:operator:" + HASH);
    }

    @Test
    void changedFileIsReadAgain() throws IOException {
        Accounts accounts = Accounts.of(file);
        Account anna = new Account("anna", Role.OPERATOR, HASH);
        assertThat(accounts.holds(anna)).isTrue();
        Files.writeString(file, "anna:viewer:" + HASH + "\nbob:viewer:" + HASH);
        accounts.look();
        assertThat(accounts.holds(anna)).isFalse();
        assertThat(accounts.find("bob")).isNotNull();
        Files.writeString(file, "# nobody\n");
        accounts.look();
        assertThat(accounts.find("bob")).isNull();
    }

    @Test
    void brokenOrMissingFileLeavesTheAccountsAsTheyWereUntilItIsWhole() throws IOException {
        Accounts accounts = Accounts.of(file);
        Files.writeString(file, "bob:viewer:" + HASH + "\nbroken");
        accounts.look();
        assertThat(accounts.find("anna")).isNotNull();
        assertThat(accounts.find("bob")).isNull();
        Files.delete(file);
        accounts.look();
        assertThat(accounts.find("anna")).isNotNull();
        Files.writeString(file, "bob:viewer:" + HASH);
        accounts.look();
        assertThat(accounts.find("anna")).isNull();
        assertThat(accounts.find("bob")).isNotNull();
    }

    @Test
    void atStartAFileThatCannotBeReadIsASettingThatIsWrong() throws IOException {
        assertThatThrownBy(() -> Accounts.of(folder.resolve("none")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("relay.accounts = '" + folder.resolve("none"))
                .hasMessageContaining("foursigma accounts add");
        Files.write(file, new byte[] {(byte) 0xff});
        assertThatThrownBy(() -> Accounts.of(file)).isInstanceOf(SettingsException.class);
    }
}
