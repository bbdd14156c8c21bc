// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.http;

import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;

/** Counts connections. Under one of TLS lies one of HTTP, and the two are one. */
final class OpenConnections implements Connection.Listener {

    private final AtomicInteger open;

    OpenConnections(AtomicInteger open) {
        this.open = open;
    }

    @Override
    public void onOpened(Connection connection) {
        if (!(connection instanceof SslConnection)) {
            open.incrementAndGet();
        }
    }

    @Override
    public void onClosed(Connection connection) {
        if (!(connection instanceof SslConnection)) {
            open.decrementAndGet();
        }
    }
}
