// SPDX-License-Identifier: Apache-2.0
package io.foursigma.spouts;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.schemas.Run;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.storm.kafka.spout.KafkaSpoutMessageId;
import org.junit.jupiter.api.Test;

final class RunsUnderWayTest {

    private static final long REST = 1_000;

    private final Map<KafkaSpoutMessageId, KafkaSpoutMessageId> latest = new HashMap<>();
    private long now = Long.MAX_VALUE - 100;
    private final AckedLately acked = new AckedLately(() -> now, REST);
    private final RunsUnderWay underWay = new RunsUnderWay(() -> now, REST, acked);

    @Test
    void nothingIsLostWhileSomethingIsAcknowledged() {
        emit(0, 0, 200);
        for (int run = 0; run < 199; run++) {
            now += REST - 1;
            ack(run, run + 1);
            assertThat(underWay.lost()).isEmpty();
        }
        assertThat(underWay.count()).isOne();
    }

    @Test
    void firstRunsOfASilentPartitionComeAgainUntilItIsHeardOf() {
        emit(0, 0, 500);
        emit(1, 0, 1);
        now += REST - 1;
        assertThat(underWay.lost()).isEmpty();
        underWay.onAck(Objects.requireNonNull(latest.get(id(1, 0))));
        now += 1;
        assertThat(resend()).isEqualTo(ids(0, 0, 100));
        emit(0, 500, 501);
        now += REST - 1;
        assertThat(underWay.lost()).isEmpty();
        now += 1;
        assertThat(resend()).isEqualTo(ids(0, 0, 100));
    }

    @Test
    void eachAcknowledgementLetsTwoMoreComeAgainUntilAllHave() {
        emit(0, 0, 500);
        now += REST;
        assertThat(resend()).isEqualTo(ids(0, 0, 100));
        emit(0, 500, 600);
        ack(0, 100);
        assertThat(resend()).isEqualTo(ids(0, 100, 300));
        ack(100, 300);
        assertThat(resend()).isEqualTo(ids(0, 300, 500));
        ack(300, 600);
        assertThat(resend()).isEmpty();
        assertThat(underWay.count()).isZero();
    }

    @Test
    void runsThatWereLateAreNotSentAgain() {
        emit(0, 0, 500);
        now += REST;
        assertThat(resend()).isEqualTo(ids(0, 0, 100));
        ack(0, 101);
        assertThat(resend()).isEmpty();
        now += REST - 1;
        assertThat(resend()).isEmpty();
        now += 1;
        assertThat(resend()).isEqualTo(ids(0, 101, 201));
    }

    @Test
    void runsWhoseOlderCopiesAreHeardOfWereLateToo() {
        emit(0, 0, 500);
        List<KafkaSpoutMessageId> first = List.copyOf(latest.values());
        now += REST;
        assertThat(resend()).isEqualTo(ids(0, 0, 100));
        first.stream().filter(id -> id.offset() < 60).forEach(underWay::onAck);
        assertThat(resend()).isEmpty();
        assertThat(underWay.count()).isEqualTo(440);
    }

    @Test
    void acknowledgementOfARunThatWaitsToBeSentAgainIsASignOfLife() {
        emit(0, 0, 500);
        now += REST;
        underWay.lost().forEach(underWay::onRetry);
        now += REST - 1;
        ack(7, 8);
        now += 1;
        assertThat(resend()).isEmpty();
        assertThat(underWay.count()).isEqualTo(499);
    }

    @Test
    void silenceBeginsWithTheFirstRun() {
        underWay.onAck(emit(0, 0));
        now += 10 * REST;
        emit(0, 1);
        assertThat(resend()).isEmpty();
        now += REST;
        assertThat(resend()).isEqualTo(ids(0, 1, 2));
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
    void bytesAreThoseOfEachRunUntilItIsAcknowledged() {
        emit(0, 0, 10);
        emit(0, 100);
        KafkaSpoutMessageId failed = emit(1, 200);
        emit(0, 100);
        int overhead = run(0).bytes();
        assertThat(underWay.bytes()).isEqualTo(12L * overhead + 45 + 100 + 200);
        underWay.onRetry(failed);
        assertThat(underWay.bytes()).isEqualTo(12L * overhead + 45 + 100 + 200);
        emit(1, 200);
        underWay.onRetry(failed);
        underWay.onAck(failed);
        ack(0, 10);
        ack(0, 10);
        assertThat(underWay.bytes()).isEqualTo(overhead + 100);
        underWay.onRetry(emit(1, 7));
        underWay.onPartitionsReassigned(List.of());
        assertThat(underWay.bytes()).isZero();
        assertThat(underWay.count()).isZero();
    }

    /** What failed is not lost for sure: its copies may take memory until they are heard of. */
    @Test
    void failuresMakeNoRoom() {
        emit(0, 0, 3);
        int bytes = 3 * run(0).bytes() + 3;
        Room room = room(3, bytes, bytes);
        assertThat(room.getAsBoolean()).isTrue();
        assertThat(room(2, bytes, bytes).getAsBoolean()).isFalse();
        assertThat(room(3, bytes - 1, bytes - 1).getAsBoolean()).isFalse();
        ids(0, 0, 3).forEach(underWay::onRetry);
        assertThat(room(2, bytes, bytes).getAsBoolean()).isFalse();
        assertThat(room(3, bytes - 1, bytes - 1).getAsBoolean()).isFalse();
        emit(0, 0, 3);
        assertThat(room.getAsBoolean()).isTrue();
        ack(0, 1);
        assertThat(room(2, bytes, bytes).getAsBoolean()).isTrue();
    }

    @Test
    void roomGrowsWithWhatWasAcknowledgedOfLate() {
        long most = Long.MAX_VALUE;
        emit(0, 0, 20);
        assertThat(room(20, 0, most).getAsBoolean()).isFalse();
        assertThat(room(20, underWay.bytes(), most).getAsBoolean()).isTrue();
        ack(0, 15);
        assertThat(underWay.bytes()).isLessThan(acked.bytes());
        assertThat(room(20, 0, most).getAsBoolean()).isTrue();
        assertThat(room(20, 0, underWay.bytes() - 1).getAsBoolean()).isFalse();
        emit(0, 20, 40);
        assertThat(room(40, 0, most).getAsBoolean()).isFalse();
        ack(15, 40);
        assertThat(room(40, 0, most).getAsBoolean()).isTrue();
        emit(0, 40);
        now += REST;
        assertThat(room(40, 0, most).getAsBoolean()).isFalse();
    }

    private Room room(int runs, long leastBytes, long mostBytes) {
        return new Room(underWay, acked, runs, leastBytes, mostBytes);
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

    /** What is lost is sent again. */
    private List<KafkaSpoutMessageId> resend() {
        List<KafkaSpoutMessageId> lost = underWay.lost();
        lost.forEach(id -> {
            underWay.onRetry(id);
            emit(id.partition(), id.offset());
        });
        return lost;
    }

    private void emit(int partition, int from, int to) {
        ids(partition, from, to).forEach(id -> emit(partition, id.offset()));
    }

    /** The copies that were sent last. */
    private void ack(int from, int to) {
        ids(0, from, to).forEach(id -> underWay.onAck(Objects.requireNonNull(latest.get(id))));
    }

    private static List<KafkaSpoutMessageId> ids(int partition, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(offset -> id(partition, offset))
                .toList();
    }

    private KafkaSpoutMessageId emit(int partition, long offset) {
        KafkaSpoutMessageId id = id(partition, offset);
        latest.put(id, id);
        underWay.onEmit(List.of(partition, run(offset)), id);
        return id;
    }

    /** A run of a single record, whose value has a byte for each of its offset. */
    private static Run run(long offset) {
        Run.Item item = new Run.Item(offset, 0, new byte[(int) offset]);
        return new Run("id", 0, offset, offset + 1, 0, 0, List.of(item));
    }

    private static KafkaSpoutMessageId id(int partition, long offset) {
        return new KafkaSpoutMessageId(new TopicPartition("readings", partition), offset);
    }
}
