// SPDX-License-Identifier: Apache-2.0
package io.foursigma.spouts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.storm.kafka.spout.KafkaSpoutMessageId;
import org.junit.jupiter.api.Test;

final class RunsUnderWayTest {

    private static final long REST = 1_000;

    private long now = Long.MAX_VALUE - 100;
    private final RunsUnderWay underWay = new RunsUnderWay(() -> now, REST);

    @Test
    void nothingIsLostWhileTheRunsBeforeAreAcknowledged() {
        KafkaSpoutMessageId slow = emit(0, 0);
        for (int run = 1; run < 20; run++) {
            emit(0, run);
        }
        underWay.onAck(slow);
        for (int run = 1; run < 19; run++) {
            now += REST / 2;
            underWay.onAck(id(0, run));
            assertThat(underWay.lost()).isEmpty();
        }
        assertThat(underWay.count()).isOne();
    }

    @Test
    void allOfAPartitionIsLostThatHearsNothing() {
        emit(0, 0);
        emit(0, 5);
        now += REST / 2;
        KafkaSpoutMessageId other = emit(1, 0);
        emit(0, 7);
        now += REST / 2;
        underWay.onAck(other);
        assertThat(underWay.lost()).containsExactly(id(0, 0), id(0, 5));
        now += REST / 2;
        assertThat(underWay.lost()).containsExactly(id(0, 0), id(0, 5), id(0, 7));
    }

    @Test
    void runIsLostThatALaterOneHasOvertaken() {
        emit(0, 0);
        KafkaSpoutMessageId later = emit(0, 1);
        emit(0, 2);
        now += REST - 1;
        underWay.onAck(later);
        assertThat(underWay.lost()).isEmpty();
        now += 1;
        assertThat(underWay.lost()).containsExactly(id(0, 0));
    }

    @Test
    void whatWasSentOftenIsSentLessOften() {
        KafkaSpoutMessageId id = emit(0, 0);
        for (int failure = 1; failure <= 100; failure++) {
            long rest = REST * Math.min(10, 1 + (failure - 1) / 4);
            now += rest - 1;
            assertThat(underWay.lost()).as("copy %d", failure).isEmpty();
            now += 1;
            assertThat(underWay.lost()).as("copy %d", failure).containsExactly(id);
            id.incrementNumFails();
            underWay.onRetry(id);
            assertThat(underWay.lost()).isEmpty();
            assertThat(underWay.count()).isZero();
            underWay.onEmit(List.of(), id);
        }
    }

    @Test
    void olderCopyIsToldFromThePresentOne() {
        KafkaSpoutMessageId older = emit(0, 0);
        assertThat(underWay.isLatest(older)).isTrue();
        underWay.onRetry(older);
        assertThat(underWay.isLatest(older)).isFalse();
        KafkaSpoutMessageId copy = emit(0, 0);
        assertThat(underWay.isLatest(older)).isFalse();
        assertThat(underWay.isLatest(copy)).isTrue();
        underWay.onAck(older);
        assertThat(underWay.count()).isZero();
        underWay.onAck(copy);
        assertThat(underWay.count()).isZero();
    }

    @Test
    void partitionsThatAreGivenAwayAreForgotten() {
        emit(0, 0);
        emit(1, 0);
        emit(1, 1);
        underWay.onPartitionsReassigned(List.of(id(0, 0).getTopicPartition()));
        assertThat(underWay.count()).isOne();
        now += REST;
        assertThat(underWay.lost()).containsExactly(id(0, 0));
    }

    private KafkaSpoutMessageId emit(int partition, long offset) {
        KafkaSpoutMessageId id = id(partition, offset);
        underWay.onEmit(List.of(), id);
        return id;
    }

    private static KafkaSpoutMessageId id(int partition, long offset) {
        return new KafkaSpoutMessageId(new TopicPartition("readings", partition), offset);
    }
}
