// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard.access;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Limits how often passwords are tried, from each network and for each name. Every attempt takes one from both; only the one
 * that a right password used comes back, so nobody's sign-in helps somebody else to go on trying.
 */
final class Attempts {

    private final Stock ofNetworks = new Stock(10, Duration.ofSeconds(30));
    private final Stock ofNames = new Stock(20, Duration.ofSeconds(10));
    private final InstantSource clock;

    Attempts(InstantSource clock) {
        this.clock = clock;
    }

    /** Takes an attempt. Zero if it may be made, else how long to wait; then nothing is taken. */
    synchronized Duration take(String network, String name) {
        long now = clock.millis();
        long wait = Math.max(ofNetworks.waitMillis(network, now), ofNames.waitMillis(name, now));
        if (wait == 0) {
            ofNetworks.add(network, now, -1);
            ofNames.add(name, now, -1);
        }
        return Duration.ofMillis(wait);
    }

    /** Puts back what one attempt took. */
    synchronized void giveBack(String network, String name) {
        long now = clock.millis();
        ofNetworks.add(network, now, 1);
        ofNames.add(name, now, 1);
    }

    /** Attempts left by key. A key that is not there has all of them; the one used the longest ago is forgotten first. */
    private static final class Stock {

        private static final int MOST_KEYS = 10_000;

        private final int most;
        private final long perAttempt;
        private final Map<String, Left> left = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Left> eldest) {
                return size() > MOST_KEYS;
            }
        };

        private Stock(int most, Duration perAttempt) {
            this.most = most;
            this.perAttempt = perAttempt.toMillis();
        }

        private long waitMillis(String key, long now) {
            return (long) Math.ceil(Math.max(0, 1 - attempts(key, now)) * perAttempt);
        }

        private void add(String key, long now, int change) {
            left.put(key, new Left(Math.min(most, attempts(key, now) + change), now));
        }

        private double attempts(String key, long now) {
            Left then = left.get(key);
            return then == null
                    ? most
                    : Math.min(most, then.attempts + Math.max(0, now - then.atMillis) / (double) perAttempt);
        }

        private record Left(double attempts, long atMillis) {}
    }
}
