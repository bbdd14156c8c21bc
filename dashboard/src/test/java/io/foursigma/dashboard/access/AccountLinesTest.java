// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.foursigma.schemas.settings.SettingsException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AccountLinesTest {

    private static final String HASH = "$2y$12$" + "a".repeat(53);

    @Test
    void accountsStandBetweenCommentsAndBlankLines() {
        List<String> lines = List.of("# the plant", "", "anna:operator:" + HASH, "  bob@plant.example:viewer:" + HASH);
        assertThat(AccountLines.parse("f", lines).values())
                .containsExactly(
                        new Account("anna", Role.OPERATOR, HASH), new Account("bob@plant.example", Role.VIEWER, HASH));
    }

    @Test
    void everyFaultIsToldAtOnceByItsLineAndNeverTheHash() {
        List<String> lines = List.of(
                "anna:operator:" + HASH,
                HASH,
                "an na:admin:" + HASH.replace("$12$", "$04$"),
                "# fine",
                "anna:viewer:" + HASH,
                "local:viewer:" + HASH,
                ":viewer:secret");
        assertThatThrownBy(() -> AccountLines.parse("accounts", lines))
                .asInstanceOf(type(SettingsException.class))
                .satisfies(refused -> {
                    assertThat(refused.problems().stream().map(each -> each.value() + ": " + each.reason()))
                            .containsExactly(
                                    "accounts, line 2: it has 1 parts",
                                    "accounts, line 3: the name is not accepted",
                                    "accounts, line 3: there is no such role",
                                    "accounts, line 3: the hash is none of bcrypt with cost 12",
                                    "accounts, line 5: the name stands in line 1 already",
                                    "accounts, line 6: the name is not accepted",
                                    "accounts, line 7: the name is not accepted",
                                    "accounts, line 7: the hash is none of bcrypt with cost 12");
                    assertThat(refused.getMessage()).doesNotContain("$2y$", "secret");
                });
    }

    @Test
    void moreAccountsThanTheRelayHasRoomForAreRefused() {
        List<String> names = IntStream.rangeClosed(0, AccountLines.MOST_ACCOUNTS)
                .mapToObj(i -> "user-" + i + ":viewer:" + HASH)
                .toList();
        assertThatThrownBy(() -> AccountLines.parse("f", names)).hasMessageContaining("there are 1001 accounts");
        assertThat(AccountLines.parse("f", names.subList(1, names.size()))).hasSize(AccountLines.MOST_ACCOUNTS);
    }

    @Test
    void whatIsLoggedOfAnAccountHoldsNoHash() {
        assertThat(new Account("anna", Role.VIEWER, HASH)).hasToString("anna:viewer");
    }
}
