// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.javalin.config.RoutesConfig;
import io.javalin.websocket.WsConnectContext;
import io.javalin.websocket.WsMessageContext;
import java.io.IOException;
import org.eclipse.jetty.websocket.api.Session;

/** The path of the live stream. */
final class LiveRoute {

    /** "Policy violation", RFC 6455, section 7.4.1: what the page has asked for cannot be understood. */
    private static final int NOT_UNDERSTOOD = 1008;

    private LiveRoute() {}

    static void addTo(RoutesConfig routes, LiveHub hub) {
        routes.ws("/live", live -> {
            live.onConnect(page -> join(hub, page));
            live.onMessage(page -> subscribe(hub, page));
            live.onClose(page -> hub.leave(page.sessionId()));
            live.onError(page -> hub.leave(page.sessionId()));
        });
    }

    private static void join(LiveHub hub, WsConnectContext page) {
        try {
            LiveRequest.Opening opening = LiveRequest.Opening.of(page.queryParamMap());
            hub.join(page.sessionId(), new SessionWire(page.session), opening);
        } catch (IllegalArgumentException wrong) {
            refuse(page.session, String.valueOf(wrong.getMessage()));
        }
    }

    private static void subscribe(LiveHub hub, WsMessageContext page) {
        try {
            hub.subscribe(page.sessionId(), LiveRequest.subscription(page.message()));
        } catch (IOException wrong) {
            hub.leave(page.sessionId());
            refuse(page.session, String.valueOf(wrong.getMessage()));
        }
    }

    private static void refuse(Session session, String reason) {
        new SessionWire(session).close(NOT_UNDERSTOOD, reason);
    }
}
