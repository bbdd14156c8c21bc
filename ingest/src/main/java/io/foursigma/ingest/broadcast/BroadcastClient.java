// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.broadcast;

import java.util.ArrayDeque;
import java.util.Deque;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Somebody who listens. One frame is under way at a time; what comes meanwhile waits, and who lets more than
 * {@value #MOST_WAITING} frames wait is too slow for a broadcast, and is cut off.
 */
final class BroadcastClient {

    static final int MOST_WAITING = 100;

    private static final Logger LOG = LoggerFactory.getLogger(BroadcastClient.class);

    private final Session session;
    private final Deque<String> waiting = new ArrayDeque<>();
    private boolean sending;
    private boolean cutOff;

    BroadcastClient(Session session) {
        this.session = session;
    }

    /** Sends a frame, after those that wait. */
    void send(String frame) {
        if (isNext(frame)) {
            start(frame);
        }
    }

    /** Whether a frame may go at once. One that may not waits, or is the one too many. */
    private synchronized boolean isNext(String frame) {
        if (!sending) {
            sending = true;
            return true;
        }
        if (waiting.size() < MOST_WAITING) {
            waiting.add(frame);
        } else if (!cutOff) {
            cutOff = true;
            LOG.warn("a client is cut off, for {} frames wait for it", MOST_WAITING);
            // A frame that says so would wait behind those.
            session.disconnect();
        }
        return false;
    }

    private void start(String frame) {
        // A frame that failed ends the session, which is told as its end.
        session.sendText(frame, Callback.from(this::sent, failure -> {}));
    }

    private void sent() {
        String next = next();
        if (next != null) {
            start(next);
        }
    }

    private synchronized @Nullable String next() {
        String next = waiting.poll();
        sending = next != null;
        return next;
    }
}
