// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli;

import java.util.Arrays;
import java.util.List;

/** Flags of JVMs. */
public final class ServerFlags {

    /**
     * For servers that work for minutes: by their own flags they have a quarter to half a gigabyte of heap and little memory
     * beside it. The fast compiler alone, which those flags name too, stays: the second one cost more than it gained in
     * every race so far.
     */
    public static final String UNDER_LOAD = "-Xms1g -Xmx1g -XX:MaxDirectMemorySize=1g";

    private ServerFlags() {}

    /** What blanks separate; nothing is nothing. */
    public static List<String> split(String flags) {
        return Arrays.stream(flags.split(" +")).filter(flag -> !flag.isEmpty()).toList();
    }
}
