// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli;

import java.util.Arrays;
import java.util.List;

/** Flags of JVMs. */
public final class ServerFlags {

    /**
     * For servers that work for minutes: their own flags make them ready soon and small, with the fast compiler alone and
     * a quarter to half a gigabyte of heap, and little memory beside it.
     */
    public static final String UNDER_LOAD = "-Xms1g -Xmx1g -XX:MaxDirectMemorySize=1g -XX:TieredStopAtLevel=4";

    private ServerFlags() {}

    /** What blanks separate; nothing is nothing. */
    public static List<String> split(String flags) {
        return Arrays.stream(flags.split(" +")).filter(flag -> !flag.isEmpty()).toList();
    }
}
