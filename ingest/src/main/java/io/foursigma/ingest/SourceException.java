// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import java.nio.file.Path;

/** A source cannot start. The message says why and what to do. */
public final class SourceException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private SourceException(String message, Throwable cause) {
        super(message, cause);
    }

    /** A source cannot use the file that a setting of this name gives. */
    public static SourceException cannotUse(String setting, String file, Throwable cause) {
        return new SourceException(
                setting + " = " + file + ": the file cannot be used (" + cause.getMessage()
                        + "); see that it is there, may be read, and is what docs/collectors.md says",
                cause);
    }

    /** A source needs this machine's name for a setting, and there is none. */
    public static SourceException unknownHost(String setting, String value, Throwable cause) {
        return new SourceException(
                setting + " = " + value + ": this machine does not know its own name (" + cause.getMessage()
                        + "); give a value without {host}",
                cause);
    }

    /** What a source has to keep on disk cannot be kept in this folder. */
    public static SourceException cannotKeep(Path folder, Throwable cause) {
        return new SourceException(
                "collect.spool.folder: the folder " + folder + " cannot be used (" + cause.getMessage()
                        + "); give one that this user may write and no other collector uses",
                cause);
    }

    /** A source cannot listen on its port, which a setting of this name gives. */
    public static SourceException cannotListen(String host, int port, String setting, Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new SourceException(
                "cannot listen on " + host + ':' + port + " (" + root.getMessage()
                        + "): stop the program that uses the port, or give another one with " + setting
                        + " (0: any free one)",
                cause);
    }
}
