// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.dashboard.access.Passwords.Outcome;
import org.junit.jupiter.api.Test;

class PasswordsTest {

    private static final Passwords PASSWORDS = new Passwords();

    @Test
    void passwordIsRightForItsOwnHashOnly() {
        Account anna = new Account("anna", Role.VIEWER, Passwords.hash("greenhouse"));
        assertThat(Passwords.isHash(anna.hash())).isTrue();
        assertThat(anna.hash()).isNotEqualTo(Passwords.hash("greenhouse"));
        assertThat(PASSWORDS.compare("greenhouse", anna)).isEqualTo(Outcome.RIGHT);
        assertThat(PASSWORDS.compare("greenhousE", anna)).isEqualTo(Outcome.WRONG);
        assertThat(PASSWORDS.compare("", anna)).isEqualTo(Outcome.WRONG);
        assertThat(PASSWORDS.compare("greenhouse", null)).isEqualTo(Outcome.WRONG);
    }

    /** Written by crypt(3) of libxcrypt, which knows nothing of this code. */
    @Test
    void hashOfAnotherProgramIsUnderstood() {
        Account anna = new Account("anna", Role.VIEWER, "$2y$12$Zk0YQW9wVb3mN5rT7uXeCO2iSdhBRZFljx0N8yiP6rSCsrimzP1sa");
        assertThat(Passwords.isHash(anna.hash())).isTrue();
        assertThat(PASSWORDS.compare("greenhouse", anna)).isEqualTo(Outcome.RIGHT);
    }

    /** bcrypt reads 72 bytes: what lies behind would be open to anybody. */
    @Test
    void longerPasswordIsNeitherKeptNorAccepted() {
        String longest = "x".repeat(Passwords.MOST_BYTES);
        assertThat(Passwords.isAccepted(longest)).isTrue();
        assertThat(Passwords.isAccepted(longest + 'y')).isFalse();
        assertThat(Passwords.isAccepted("\u00e9".repeat(37))).isFalse();
        assertThat(Passwords.isAccepted("1234567")).isFalse();
        Account anna = new Account("anna", Role.VIEWER, Passwords.hash(longest));
        assertThat(PASSWORDS.compare(longest, anna)).isEqualTo(Outcome.RIGHT);
        assertThat(PASSWORDS.compare(longest + 'y', anna)).isEqualTo(Outcome.WRONG);
    }
}
