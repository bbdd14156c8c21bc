// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.ingest.Room;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class InboxTest {

    private final Room room = new Room(3_000);
    private final Inbox inbox = new Inbox(room);
    private final BrokerConnection first = new NoConnection();
    private final BrokerConnection second = new NoConnection();

    @Test
    void whatARefusedMessageWasFollowedByComesWithTheNextConnection() throws InterruptedException {
        assertThat(inbox.offer(message(first, 1_000, true))).isTrue();
        assertThat(inbox.offer(message(first, 2_000, true))).isFalse();
        inbox.leave(inbox.take());
        assertThat(room.taken()).isZero();
        assertThat(inbox.offer(message(first, 0, true)))
                .as("it would come before the refused one")
                .isFalse();
        assertThat(inbox.offer(message(first, 0, false)))
                .as("it never comes again")
                .isTrue();
        assertThat(inbox.hasRefused(first)).isTrue();
        assertThat(inbox.offer(message(second, 0, true))).isTrue();
        assertThat(inbox.hasRefused(second)).isFalse();
    }

    @Test
    void whatIsNotKeptByTheBrokerIsRefusedByItself() {
        assertThat(inbox.offer(message(first, 1_000, true))).isTrue();
        assertThat(inbox.offer(message(first, 2_000, false))).isFalse();
        assertThat(inbox.offer(message(first, 100, true))).isTrue();
        assertThat(inbox.hasRefused(first)).isFalse();
    }

    @Test
    void aMessageAboveTheWholeRoomTakesAllOfIt() throws InterruptedException {
        assertThat(inbox.offer(message(first, 1_000_000, true))).isTrue();
        assertThat(room.taken()).isEqualTo(3_000);
        inbox.leave(inbox.take());
        assertThat(room.taken()).isZero();
    }

    @Test
    void whatComesAgainIsForgotten() throws InterruptedException {
        MqttMessage lost = message(first, 1, false);
        MqttMessage again = message(second, 2, true);
        inbox.offer(message(first, 2, true));
        inbox.offer(lost);
        inbox.offer(again);
        inbox.forgetKept(second);
        List<MqttMessage> left = inbox.take();
        assertThat(left).containsExactly(lost, again);
        assertThat(inbox.isEmpty()).isTrue();
        inbox.leave(left);
        assertThat(room.taken()).isZero();
    }

    @Test
    void batchesAreLimited() throws InterruptedException {
        Inbox wide = new Inbox(new Room(1_000_000_000));
        for (int i = 0; i < 6; i++) {
            wide.offer(message(first, 1_500_000, true));
        }
        assertThat(wide.take()).hasSize(3);
        assertThat(wide.take()).hasSize(3);
        assertThat(wide.take()).isEmpty();
    }

    private static MqttMessage message(BrokerConnection from, int bytes, boolean isKept) {
        return new MqttMessage(from, "a", bytes, () -> new byte[bytes], false, isKept, 0, () -> {});
    }

    private static final class NoConnection implements BrokerConnection {
        @Override
        public CompletableFuture<Boolean> connect() {
            throw new IllegalStateException();
        }

        @Override
        public CompletableFuture<?> subscribe(String filter) {
            throw new IllegalStateException();
        }

        @Override
        public void close() {}
    }
}
