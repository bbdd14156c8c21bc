// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.http;

import io.foursigma.ingest.format.PayloadFormat;
import io.foursigma.schemas.json.ReadingSink;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;

/**
 * Formats for many threads: as many of each as there are processors, so that a request waits rather than that each thread
 * has names of sensors of its own in memory.
 */
final class Formats {

    private final Map<MediaType, BlockingQueue<PayloadFormat>> free = new EnumMap<>(MediaType.class);

    private final Semaphore permits;

    /** So many of each. */
    Formats(int each) {
        permits = new Semaphore(each);
        for (MediaType type : MediaType.values()) {
            BlockingQueue<PayloadFormat> queue = new ArrayBlockingQueue<>(each);
            for (int i = 0; i < each; i++) {
                queue.add(type.format());
            }
            free.put(type, queue);
        }
    }

    /** A format that any thread may use. */
    PayloadFormat of(MediaType type) {
        BlockingQueue<PayloadFormat> queue = free.getOrDefault(type, new ArrayBlockingQueue<>(1));
        return (payload, received, sink) -> read(queue, payload, received, sink);
    }

    /** A format for one message that keeps nothing, read by no more threads at a time than there are processors. */
    PayloadFormat bounded(PayloadFormat ofMessage) {
        return (payload, received, sink) -> {
            permits.acquireUninterruptibly();
            try {
                ofMessage.read(payload, received, sink);
            } finally {
                permits.release();
            }
        };
    }

    private static void read(BlockingQueue<PayloadFormat> queue, byte[] payload, long received, ReadingSink sink) {
        PayloadFormat format;
        try {
            format = queue.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a processor", e);
        }
        try {
            format.read(payload, received, sink);
        } finally {
            queue.add(format);
        }
    }
}
