// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard.access;

import io.foursigma.schemas.settings.SettingsException;
import io.foursigma.schemas.settings.SettingsTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the lines of a file of accounts: {@code name:role:hash}, an account a line; blank lines and those that begin with
 * {@code #} are passed over. A fault names its line by number only, for a hash may stand anywhere in a wrong line.
 */
final class AccountLines {

    /** With the sessions that each of them may have, this bounds the relay's memory. */
    static final int MOST_ACCOUNTS = 1_000;

    private static final int NAME = 0;
    private static final int ROLE = 1;
    private static final int HASH = 2;
    private static final int PARTS = 3;

    private final String file;
    private final Map<String, Account> accounts = new LinkedHashMap<>();
    private final Map<String, Integer> lineByName = new HashMap<>();
    private final List<SettingsException.Problem> faults = new ArrayList<>();

    private AccountLines(String file) {
        this.file = file;
    }

    /** The accounts by name. @throws SettingsException with every fault */
    static Map<String, Account> parse(String file, List<String> lines) {
        AccountLines parsed = new AccountLines(file);
        for (int i = 0; i < lines.size(); i++) {
            if (holdsAccount(lines.get(i))) {
                parsed.take(i + 1, lines.get(i).strip().split(":", -1));
            }
        }
        if (parsed.accounts.size() > MOST_ACCOUNTS) {
            parsed.fault(
                    lines.size(),
                    "there are " + parsed.accounts.size() + " accounts",
                    "keep " + MOST_ACCOUNTS + " at most");
        }
        if (!parsed.faults.isEmpty()) {
            throw new SettingsException(parsed.faults);
        }
        return parsed.accounts;
    }

    static boolean holdsAccount(String line) {
        return !line.isBlank() && !line.strip().startsWith("#");
    }

    private void take(int line, String[] parts) {
        if (parts.length != PARTS) {
            fault(line, "it has " + parts.length + " parts", "write name:role:hash");
            return;
        }
        int before = faults.size();
        if (!Account.isName(parts[NAME])) {
            fault(line, "the name is not accepted", Account.NAME_CURE);
        }
        Integer earlier = lineByName.putIfAbsent(parts[NAME], line);
        if (earlier != null) {
            fault(line, "the name stands in line " + earlier + " already", "keep one of the two");
        }
        Role role = Role.of(parts[ROLE]).orElse(null);
        if (role == null) {
            fault(line, "there is no such role", "give viewer or operator");
        }
        if (!Passwords.isHash(parts[HASH])) {
            fault(
                    line,
                    "the hash is none of bcrypt with cost " + Passwords.COST,
                    "make it with 'foursigma accounts add'");
        }
        if (role != null && faults.size() == before) {
            accounts.put(parts[NAME], new Account(parts[NAME], role, parts[HASH]));
        }
    }

    private void fault(int line, String reason, String cure) {
        faults.add(new SettingsException.Problem(
                SettingsTable.RELAY_ACCOUNTS.name(), file + ", line " + line, reason, cure));
    }
}
