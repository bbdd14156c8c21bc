// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli;

import io.foursigma.stores.StoreException;
import java.util.function.Supplier;

/** What a command asks a store. */
public final class StoreAnswers {

    private StoreAnswers() {}

    /** The answer of a store. @throws CliException if it is away: where it was looked for is wrong input */
    public static <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (StoreException away) {
            throw new CliException(CliException.WRONG_INPUT, String.valueOf(away.getMessage()));
        }
    }
}
