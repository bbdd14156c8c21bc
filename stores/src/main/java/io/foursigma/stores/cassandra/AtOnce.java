// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Lets no more than so many requests be under way; the others wait for their turn, in order. A request's time begins when
 * it is sent, so waiting here makes none fail.
 */
final class AtOnce {

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int free;

    /** Lets {@code most} requests be under way. */
    AtOnce(int most) {
        free = most;
    }

    /** Makes a request as soon as there is room. */
    <T> CompletionStage<T> ask(Supplier<CompletionStage<T>> request) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        // Also a request that cannot even be made gives its place back.
        Runnable turn = () -> CompletableFuture.completedStage(request)
                .thenCompose(Supplier::get)
                .whenComplete((result, failure) -> {
                    // The next one goes first: whoever hears the answer may do something that takes time.
                    next();
                    if (failure == null) {
                        answer.complete(result);
                    } else {
                        answer.completeExceptionally(failure);
                    }
                });
        boolean now;
        synchronized (this) {
            now = free > 0;
            if (now) {
                free--;
            } else {
                waiting.add(turn);
            }
        }
        if (now) {
            turn.run();
        }
        return answer;
    }

    private void next() {
        Runnable turn;
        synchronized (this) {
            turn = waiting.poll();
            if (turn == null) {
                free++;
            }
        }
        if (turn != null) {
            turn.run();
        }
    }
}
