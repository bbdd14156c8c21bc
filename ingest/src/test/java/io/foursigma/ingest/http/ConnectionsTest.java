// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.eclipse.jetty.io.Connection;
import org.junit.jupiter.api.Test;

final class ConnectionsTest {

    private final Connections connections = new Connections(2);

    @Test
    void oneTooManyStaysSoAndThoseBeforeItDoNotBecomeIt() {
        Connection first = opened();
        Connection second = opened();
        Connection third = opened();
        assertThat(connections.isTooMany(first)).isFalse();
        assertThat(connections.isTooMany(second)).isFalse();
        assertThat(connections.isTooMany(third)).isTrue();
        connections.onClosed(first);
        assertThat(connections.isTooMany(third)).isTrue();
        assertThat(connections.isTooMany(second)).isFalse();
    }

    @Test
    void whatIsClosedMakesWayForTheNext() {
        Connection first = opened();
        opened();
        Connection third = opened();
        connections.onClosed(third);
        assertThat(connections.isTooMany(opened())).isTrue();
        connections.onClosed(first);
        connections.onClosed(opened());
        assertThat(connections.isTooMany(third)).isFalse();
    }

    private Connection opened() {
        Connection connection = new AbstractConnection(new ByteArrayEndPoint(), Runnable::run) {
            @Override
            public void onFillable() {}
        };
        connections.onOpened(connection);
        return connection;
    }
}
