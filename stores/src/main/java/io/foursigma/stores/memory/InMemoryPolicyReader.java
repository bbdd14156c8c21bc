// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.memory;

import io.foursigma.stores.PolicyReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Reads one {@link InMemoryPolicyLog}. */
final class InMemoryPolicyReader implements PolicyReader {

    private final InMemoryPolicyLog log;
    private final List<Listening> listening = new ArrayList<>();

    InMemoryPolicyReader(InMemoryPolicyLog log) {
        this.log = log;
    }

    @Override
    public synchronized void listen(Listener listener) {
        Listening added = new Listening(listener, Executors.newSingleThreadExecutor(InMemoryPolicyReader::daemon));
        listening.add(added);
        log.add(added);
    }

    @Override
    public synchronized void close() {
        for (Listening each : listening) {
            log.remove(each);
            each.thread().shutdownNow();
        }
        listening.clear();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "in-memory-policies");
        thread.setDaemon(true);
        return thread;
    }

    /** Hands what the log tells over to the listener's own thread. */
    private record Listening(Listener listener, ExecutorService thread) implements Listener {

        @Override
        public void began() {
            thread.execute(listener::began);
        }

        @Override
        public void changed(List<Entry> changes) {
            thread.execute(() -> listener.changed(changes));
        }

        @Override
        public void caughtUp() {
            thread.execute(listener::caughtUp);
        }

        @Override
        public void lost(String reason) {
            thread.execute(() -> listener.lost(reason));
        }
    }
}
