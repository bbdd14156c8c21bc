// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/** A WebSocket session as a {@link Wire}. */
final class SessionWire implements Wire {

    private final Session session;

    SessionWire(Session session) {
        this.session = session;
    }

    @Override
    public void send(String text, Runnable sent, Runnable lost) {
        session.sendText(text, Callback.from(sent, failure -> lost.run()));
    }

    @Override
    public void close(int status, String reason) {
        session.close(status, reason, Callback.NOOP);
    }

    @Override
    public void cut() {
        session.disconnect();
    }
}
