// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import static io.foursigma.stores.Samples.deadLetter;
import static io.foursigma.stores.Samples.refusedDocument;
import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.schemas.DeadLetter;
import io.foursigma.schemas.RefusedDocument;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The laws of {@link DeadLetterLog}. */
public abstract class DeadLetterLogContract {

    /** The log under test; it holds nothing when a test begins. */
    protected abstract DeadLetterLog log();

    /** The dead letters that it holds, each position once. */
    protected abstract List<DeadLetter> letters();

    /** The refused documents that it holds, each id once. */
    protected abstract List<RefusedDocument> refused();

    @Test
    void appendingNothingCompletes() {
        append(List.of());
        appendRefused(List.of());
        assertThat(letters()).isEmpty();
        assertThat(refused()).isEmpty();
    }

    @Test
    void refusedDocumentsAreKeptApartFromLetters() {
        append(List.of(deadLetter(7, 2)));
        appendRefused(List.of(refusedDocument(7, "a"), refusedDocument(7, "b")));
        assertThat(letters()).containsExactly(deadLetter(7, 2));
        assertThat(refused()).containsExactlyInAnyOrder(refusedDocument(7, "a"), refusedDocument(7, "b"));
    }

    @Test
    void copiesOfDocumentAreToldByItsId() {
        appendRefused(List.of(refusedDocument(1, "a"), refusedDocument(1, "b")));
        appendRefused(List.of(refusedDocument(1, "b"), refusedDocument(1, "a")));
        assertThat(refused()).containsExactlyInAnyOrder(refusedDocument(1, "a"), refusedDocument(1, "b"));
    }

    @Test
    void letterKeepsItsBytesItsReasonAndItsPosition() {
        append(List.of(deadLetter(7, 2)));
        assertThat(letters()).containsExactly(deadLetter(7, 2));
    }

    @Test
    void letterMayBeEmpty() {
        DeadLetter empty = new DeadLetter(Samples.position(1), "the record has no value", new byte[0]);
        append(List.of(empty));
        assertThat(letters()).containsExactly(empty);
    }

    @Test
    void copiesOfPositionAreToldByIt() {
        append(List.of(deadLetter(1, 0), deadLetter(1, 1), deadLetter(2, 0)));
        append(List.of(deadLetter(2, 0), deadLetter(1, 0)));
        assertThat(letters()).containsExactlyInAnyOrder(deadLetter(1, 0), deadLetter(1, 1), deadLetter(2, 0));
    }

    @Test
    void largeLetterIsKeptWhole() {
        byte[] bytes = new byte[1_000_000];
        bytes[999_999] = 1;
        DeadLetter large = new DeadLetter(Samples.position(1), "\u6e29".repeat(3_000), bytes);
        append(List.of(large));
        assertThat(letters()).containsExactly(large);
    }

    @Test
    void thousandsAreKept() {
        List<DeadLetter> many = LongStream.range(0, 5_000)
                .mapToObj(offset -> deadLetter(offset, 0))
                .toList();
        append(many);
        assertThat(letters()).containsExactlyInAnyOrderElementsOf(many);
    }

    private void appendRefused(List<RefusedDocument> documents) {
        log().appendRefused(documents).toCompletableFuture().join();
    }

    private void append(List<DeadLetter> letters) {
        log().append(letters).toCompletableFuture().join();
    }
}
