// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.websocket;

/** Somebody who broadcasts, and the connection to him, which is made again whenever it is lost. */
sealed interface Producer extends AutoCloseable permits WebSocketProducer, SocketIoProducer {

    /** What a producer sends goes here, message by message, each before the next. */
    @FunctionalInterface
    interface Frames {
        /** Takes a message. */
        void take(byte[] payload);
    }

    /** Ends the connection, and makes none again. */
    @Override
    void close();
}
