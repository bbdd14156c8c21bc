// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

final class AtOnceTest {

    private final AtOnce atOnce = new AtOnce(2);
    private final List<CompletableFuture<String>> made = new ArrayList<>();

    @Test
    void othersWaitForTheirTurnInOrder() {
        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            answers.add(ask().toCompletableFuture());
        }
        assertThat(made).hasSize(2);

        made.get(1).complete("second");
        assertThat(made).hasSize(3);
        made.get(0).complete("first");
        made.get(2).complete("third");
        assertThat(made).hasSize(5);
        made.get(3).complete("fourth");
        made.get(4).complete("fifth");

        assertThat(answers)
                .extracting(CompletableFuture::join)
                .containsExactly("first", "second", "third", "fourth", "fifth");
    }

    @Test
    void requestsThatFailMakeRoomToo() {
        CompletableFuture<String> failed = ask().toCompletableFuture();
        CompletableFuture<String> thrown = atOnce.<String>ask(() -> {
                    throw new IllegalStateException("not even made");
                })
                .toCompletableFuture();
        made.get(0).completeExceptionally(new IllegalStateException("refused"));

        assertThatThrownBy(failed::join).isInstanceOf(CompletionException.class).hasRootCauseMessage("refused");
        assertThatThrownBy(thrown::join).hasRootCauseMessage("not even made");
        ask();
        ask();
        ask();
        assertThat(made).as("two at once, as before").hasSize(3);
    }

    private CompletionStage<String> ask() {
        return atOnce.ask(() -> {
            CompletableFuture<String> request = new CompletableFuture<>();
            made.add(request);
            return request;
        });
    }
}
