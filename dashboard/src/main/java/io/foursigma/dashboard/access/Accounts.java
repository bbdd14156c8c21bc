// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.foursigma.schemas.process.PrivateFile;
import io.foursigma.schemas.settings.SettingsException;
import io.foursigma.schemas.settings.SettingsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The accounts of a file that may change. A change that cannot be read leaves the accounts as they were. */
final class Accounts {

    private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);
    private static final long MOST_BYTES = 1_000_000;

    private final Path file;
    private volatile Map<String, Account> byName = Map.of();
    private List<String> version = List.of();

    private Accounts(Path file) {
        this.file = file;
    }

    /** The accounts of a file. @throws SettingsException if it cannot be read, or with every fault in it */
    static Accounts of(Path file) {
        Accounts accounts = new Accounts(file);
        try {
            accounts.read(PrivateFile.version(file));
        } catch (IOException e) {
            throw new SettingsException(List.of(new SettingsException.Problem(
                    SettingsTable.RELAY_ACCOUNTS.name(),
                    file.toString(),
                    "the file cannot be read (" + e + ")",
                    "make it with 'foursigma accounts add', or give off")));
        }
        return accounts;
    }

    @Nullable
    Account find(String name) {
        return byName.get(name);
    }

    /** Whether an account is still what it was: there, with the same role and password. */
    boolean holds(Account account) {
        return account.equals(byName.get(account.name()));
    }

    /** Reads the file again if it has changed. */
    synchronized void look() {
        List<String> found = List.of();
        try {
            found = PrivateFile.version(file);
            if (!found.equals(version)) {
                read(found);
            }
        } catch (IOException | SettingsException e) {
            if (!found.equals(version)) {
                LOG.error("the accounts stay as they were, for the file is not accepted: {}", e.getMessage());
            }
            version = found;
        }
    }

    private void read(List<String> found) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException("it is larger than " + MOST_BYTES + " bytes");
        }
        Map<String, Account> read = AccountLines.parse(file.toString(), Files.readAllLines(file, UTF_8));
        if (read.isEmpty()) {
            LOG.warn("nobody can sign in: {} holds no account; 'foursigma accounts add' adds one", file);
        }
        byName = read;
        version = found;
        LOG.info("{} accounts may sign in", read.size());
    }
}
