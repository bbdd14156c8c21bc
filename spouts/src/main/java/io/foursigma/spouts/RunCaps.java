// SPDX-License-Identifier: Apache-2.0
package io.foursigma.spouts;

import java.io.Serializable;

/**
 * How large a run may become. A record larger than the cap on bytes is a run of its own.
 *
 * @param records how many records it may hold, 1 or more
 * @param bytes how many bytes their values may have together, 1 or more
 */
record RunCaps(int records, int bytes) implements Serializable {

    RunCaps {
        if (records < 1 || bytes < 1) {
            throw new IllegalArgumentException(
                    "a run holds 1 record and 1 byte at least, not " + records + " records of " + bytes + " bytes");
        }
    }
}
