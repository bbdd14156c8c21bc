// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.broadcast;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The clients of one path, by their sessions: who leaves twice has left once. */
final class BroadcastClients {

    private final Map<String, BroadcastClient> bySession = new ConcurrentHashMap<>();
    private final ClientCount count;

    BroadcastClients(ClientCount count) {
        this.count = count;
    }

    void came(String session, BroadcastClient client) {
        if (bySession.put(session, client) == null) {
            count.change(1);
        }
    }

    void went(String session) {
        if (bySession.remove(session) != null) {
            count.change(-1);
        }
    }

    /** Sends a frame to each of them; it is made once, and only if there is any. */
    void send(Supplier<String> frame) {
        if (!bySession.isEmpty()) {
            String made = frame.get();
            bySession.values().forEach(client -> client.send(made));
        }
    }
}
