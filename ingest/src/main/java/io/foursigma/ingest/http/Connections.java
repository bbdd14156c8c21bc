// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;

/** The open connections. One that was opened above the limit is too many until it is closed; those before it are not. */
final class Connections implements Connection.Listener {

    private final int most;
    private final AtomicInteger open = new AtomicInteger();
    private final Set<Connection> tooMany = ConcurrentHashMap.newKeySet();

    /** None yet, and at most so many. */
    Connections(int most) {
        this.most = most;
    }

    /** How many may be open. */
    int most() {
        return most;
    }

    /** Whether the limit was reached when it was opened. */
    boolean isTooMany(Connection connection) {
        return tooMany.contains(connection);
    }

    @Override
    public void onOpened(Connection connection) {
        if (isOfHttp(connection) && open.incrementAndGet() > most) {
            tooMany.add(connection);
        }
    }

    @Override
    public void onClosed(Connection connection) {
        if (isOfHttp(connection)) {
            open.decrementAndGet();
            tooMany.remove(connection);
        }
    }

    /** Under each of HTTP over TLS lies one of TLS, and the two are one. */
    private static boolean isOfHttp(Connection connection) {
        return !(connection instanceof SslConnection);
    }
}
