// SPDX-License-Identifier: Apache-2.0
package io.foursigma.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.schemas.Episode;
import io.foursigma.schemas.EpisodeChange;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class WaitingTest {

    private static final TopicPartition PARTITION = new TopicPartition("results", 0);
    private static final TopicPartition OTHER = new TopicPartition("results", 1);

    private final Waiting waiting = new Waiting();
    private final Delivery first = delivery(1, 1, PARTITION, 10);
    private final Delivery second = delivery(1, 2, PARTITION, 12);
    private final Delivery another = delivery(2, 1, OTHER, 5);

    @Test
    void nextOfAnEpisodeGoesOutWhenTheOneBeforeItIsDone() {
        waiting.add(first);
        waiting.add(second);
        assertThat(waiting.next(0)).contains(first);
        assertThat(waiting.next(0)).isEmpty();
        waiting.done(first);
        assertThat(waiting.next(0)).contains(second);
        waiting.done(second);
        assertThat(waiting.size()).isZero();
    }

    @Test
    void whatFailedWaitsBehindOthersUntilItsTime() {
        waiting.add(first);
        waiting.add(second);
        waiting.add(another);
        assertThat(waiting.next(0)).contains(first);
        assertThat(waiting.failed(first)).isEqualTo(1);
        waiting.holdUntil(first, 100);
        assertThat(waiting.next(99)).contains(another);
        assertThat(waiting.next(99)).isEmpty();
        assertThat(waiting.next(100)).contains(first);
        assertThat(waiting.failed(first)).isEqualTo(2);
    }

    @Test
    void nothingIsDoneWithBeforeAllBeforeItIs() {
        waiting.add(first);
        waiting.add(delivery(3, 1, PARTITION, 11));
        assertThat(waiting.doneUpTo(PARTITION, 20)).isEqualTo(10);
        assertThat(waiting.doneUpTo(OTHER, 7)).isEqualTo(7);
        Delivery head = waiting.next(0).orElseThrow();
        waiting.done(waiting.next(0).orElseThrow());
        assertThat(waiting.doneUpTo(PARTITION, 20)).isEqualTo(10);
        waiting.done(head);
        assertThat(waiting.doneUpTo(PARTITION, 20)).isEqualTo(20);
    }

    @Test
    void whatBelongsToSomebodyElseNowIsForgottenEvenUnderWay() {
        waiting.add(first);
        waiting.add(second);
        waiting.add(another);
        assertThat(waiting.next(0)).contains(first);
        waiting.drop(PARTITION);
        assertThat(waiting.holds(first)).isFalse();
        waiting.done(first);
        assertThat(waiting.size()).isEqualTo(1);
        assertThat(waiting.next(0)).contains(another);
    }

    private static Delivery delivery(int sensor, long revision, TopicPartition partition, long offset) {
        Episode episode = Episodes.episode(sensor, revision, EpisodeChange.EXTENDED);
        return new Delivery(partition, offset, 0, episode, "");
    }
}
