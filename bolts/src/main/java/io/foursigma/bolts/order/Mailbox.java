// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Answers of stores, which come in other threads, wait here until the task's thread takes them. */
final class Mailbox {

    private final Queue<LongConsumer> letters = new ConcurrentLinkedQueue<>();

    /** Lets the task's thread take the outcome of a stage, some time after it is there. */
    <V> void await(CompletionStage<V> stage, Taker<V> taker) {
        stage.whenComplete((value, error) -> letters.add(nowMillis -> taker.take(value, error, nowMillis)));
    }

    /** Takes all that has come. Returns whether there was anything. */
    boolean take(long nowMillis) {
        boolean any = false;
        for (LongConsumer letter = letters.poll(); letter != null; letter = letters.poll()) {
            letter.accept(nowMillis);
            any = true;
        }
        return any;
    }

    /** Takes the outcome of a stage: a value, or the error. */
    @FunctionalInterface
    interface Taker<V> {
        void take(@Nullable V value, @Nullable Throwable error, long nowMillis);
    }
}
