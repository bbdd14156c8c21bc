// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli;

/** A command cannot go on. The message says what, why, and the cure; no stack trace is shown. */
public final class CliException extends RuntimeException {

    /** Exit code of a command that failed on the way. */
    public static final int FAILED = 1;

    /** Exit code of wrong input or settings; nothing was started, or all of it was stopped again. */
    public static final int WRONG_INPUT = 2;

    private static final long serialVersionUID = 1;

    private final int exitCode;

    public CliException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
