// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.mqtt;

import java.util.concurrent.CompletableFuture;

/** One connection to the broker, in either version of MQTT. It connects once; when it has ended, another takes its place. */
interface BrokerConnection extends AutoCloseable {

    /** How long the broker keeps what a client has not acknowledged. */
    long SESSION_SECONDS = 7L * 24 * 60 * 60;

    /** Silence after which a broker is asked whether it is there. */
    int KEEP_ALIVE_SECONDS = 30;

    /** Connects; completes with whether the broker has kept what an earlier connection has not acknowledged. */
    CompletableFuture<Boolean> connect();

    /** Subscribes to a topic filter, with QoS 1; fails if the broker refuses. */
    CompletableFuture<?> subscribe(String filter);

    /** Ends the connection in order, if there is one. */
    @Override
    void close();
}
