// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts;

import java.util.concurrent.ThreadFactory;

/** Threads for stores whose calls block. */
final class Workers {

    private Workers() {}

    /** Makes daemon threads of one name. */
    static ThreadFactory daemon(String name) {
        return runnable -> {
            Thread thread = new Thread(runnable, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
