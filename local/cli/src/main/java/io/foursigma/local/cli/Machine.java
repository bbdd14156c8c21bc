// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli;

/** What this runs on. */
public final class Machine {

    private Machine() {}

    /** System, processors and Java, for reports. */
    public static String words() {
        return "%s %s, %d processors, Java %s"
                .formatted(
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("java.version"));
    }
}
