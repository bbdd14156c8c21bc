// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class RoomTest {

    @Test
    void itIsFilledToTheLastByteAndWhatDoesNotFitTakesNothing() {
        Room room = new Room(10);
        assertThat(room.tryEnter(4)).isTrue();
        assertThat(room.tryEnter(7)).isFalse();
        assertThat(room.tryEnter(6)).isTrue();
        assertThat(room.tryEnter(1)).isFalse();
        assertThat(room.tryEnter(0)).isTrue();
        assertThat(room.taken()).isEqualTo(10);
        room.leave(4);
        assertThat(room.tryEnter(5)).isFalse();
        assertThat(room.tryEnter(4)).isTrue();
        assertThat(room.bytes()).isEqualTo(10);
    }

    @Test
    void manyThreadsNeverTakeMoreThanThereIs() throws Exception {
        Room room = new Room(100);
        Callable<Long> enterAndLeave = () -> {
            long entered = 0;
            for (int i = 0; i < 100_000; i++) {
                if (room.tryEnter(30)) {
                    assertThat(room.taken()).isBetween(30L, 100L);
                    room.leave(30);
                    entered++;
                }
            }
            return entered;
        };
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<Long>> entered = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            entered.add(threads.submit(enterAndLeave));
        }
        long all = 0;
        for (Future<Long> each : entered) {
            all += each.get();
        }
        threads.shutdown();
        assertThat(all).isPositive();
        assertThat(room.taken()).isZero();
    }
}
