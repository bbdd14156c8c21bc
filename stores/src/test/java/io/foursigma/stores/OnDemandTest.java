// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OnDemandTest {

    private final AtomicInteger made = new AtomicInteger();
    private final OnDemand<Integer> client = new OnDemand<>(made::incrementAndGet);

    @Test
    void isMadeOnceWhenItIsFirstNeeded() {
        assertThat(made).hasValue(0);
        assertThat(client.get()).isOne();
        assertThat(client.get()).isOne();
        assertThat(client.take()).contains(1);
        assertThat(made).hasValue(1);
    }

    @Test
    void whatWasNeverNeededIsNotMadeToBeClosed() {
        assertThat(client.take()).isEmpty();
        assertThat(made).hasValue(0);
    }

    @Test
    void isNotMadeAgainOnceItWasTaken() {
        client.get();
        client.take();
        assertThatIllegalStateException().isThrownBy(client::get).withMessageContaining("closed");
        assertThat(client.take()).isEmpty();
    }

    @Test
    void failureToMakeItLeavesTheNextUseToTryAgain() {
        OnDemand<Integer> late = new OnDemand<>(() -> {
            if (made.incrementAndGet() == 1) {
                throw new StoreException("not yet");
            }
            return made.get();
        });
        assertThatThrownBy(late::get).isInstanceOf(StoreException.class);
        assertThat(late.get()).isEqualTo(2);
    }
}
