// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli;

import io.foursigma.dashboard.RelayException;
import io.foursigma.ingest.PublishException;
import io.foursigma.ingest.ReadingFileException;
import io.foursigma.local.servers.ServerStartException;
import io.foursigma.schemas.settings.SettingsException;
import io.foursigma.stores.StoreException;
import io.foursigma.stores.cassandra.CassandraSchemaException;
import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** How a command's failure is told: by its message alone, where that says what, why and the cure. A bug is not told so. */
public final class FailureText {

    private FailureText() {}

    /** Lets a command end with the message alone and its exit code where the message is for people. */
    public static int handle(Exception failure, CommandLine line, ParseResult parsed) throws Exception {
        if (!isTold(failure)) {
            throw failure;
        }
        line.getErr().println(of(failure));
        return exitCode(failure);
    }

    /** Whether the message is for people, so that no stack trace is needed. */
    private static boolean isTold(Exception failure) {
        return isWrongInput(failure)
                || failure instanceof CliException
                || failure instanceof PublishException
                || failure instanceof StoreException
                || failure instanceof IOException
                || failure instanceof UncheckedIOException;
    }

    private static String of(Exception failure) {
        boolean bare = failure instanceof IOException || failure instanceof UncheckedIOException;
        return bare
                ? "A file cannot be read or written: " + failure.getMessage()
                : String.valueOf(failure.getMessage());
    }

    private static int exitCode(Exception failure) {
        if (failure instanceof CliException told) {
            return told.exitCode();
        }
        return isWrongInput(failure) ? CliException.WRONG_INPUT : CliException.FAILED;
    }

    private static boolean isWrongInput(Exception failure) {
        return failure instanceof SettingsException
                || failure instanceof ReadingFileException
                || failure instanceof CassandraSchemaException
                || failure instanceof RelayException
                || failure instanceof ServerStartException;
    }
}
