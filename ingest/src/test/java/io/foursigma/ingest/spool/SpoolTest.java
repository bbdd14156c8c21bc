// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foursigma.ingest.SourceException;
import io.foursigma.ingest.spool.SpoolPolicy.WhenFull;
import io.foursigma.schemas.settings.ValueKind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Entries come out as they went in, whatever became of the spool meanwhile. */
@Timeout(60)
final class SpoolTest {

    private static final Duration AT_ONCE = Duration.ZERO;
    private static final long MUCH = 1_000_000_000;

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void itAgreesWithAListThroughAnyCourseOfEvents(long seed) throws Exception {
        Random random = new Random(seed);
        SpoolPolicy policy = new SpoolPolicy(
                MUCH, WhenFull.OLDEST, random.nextBoolean() ? Duration.ofSeconds(1) : ValueKind.UNBOUNDED);
        List<String> model = new ArrayList<>();
        int committed = 0;
        // Small segments, so that entries spread over many.
        Spool spool = Spool.open(folder, new SpoolPolicy(20_000, WhenFull.NEWEST, policy.fsync()));
        for (int step = 0; step < 500; step++) {
            switch (random.nextInt(6)) {
                case 0, 1, 2 -> {
                    String entry = "entry " + model.size() + " " + "x".repeat(random.nextInt(300));
                    if (spool.append(entry.getBytes(UTF_8))) {
                        model.add(entry);
                    } else {
                        assertThat(spool.depth().bytes()).isGreaterThan(20_000 - 400);
                    }
                }
                case 3 -> {
                    List<SpoolEntry> next = spool.next(random.nextInt(2_000), AT_ONCE);
                    assertSame(next, model, committed);
                    assertThat(next.isEmpty()).isEqualTo(committed == model.size());
                    if (!next.isEmpty() && random.nextBoolean()) {
                        int taken = random.nextInt(next.size());
                        spool.commit(next.get(taken).sequence());
                        committed += taken + 1;
                    }
                }
                case 4 -> {
                    spool.close();
                    spool = Spool.open(folder, new SpoolPolicy(20_000, WhenFull.NEWEST, policy.fsync()));
                }
                default -> assertThat(spool.depth().entries()).isEqualTo(model.size() - committed);
            }
        }
        assertSame(spool.next(MUCH, AT_ONCE), model, committed);
        assertThat(spool.depth().damaged()).isZero();
        spool.close();
    }

    @ParameterizedTest
    @EnumSource(WhenFull.class)
    void aFullSpoolDropsWhatItsPolicySaysAndCountsIt(WhenFull whenFull) throws Exception {
        int appended = 1_000;
        try (Spool spool = Spool.open(folder, new SpoolPolicy(10_000, whenFull, ValueKind.UNBOUNDED))) {
            for (int i = 0; i < appended; i++) {
                spool.append(("entry " + i).getBytes(UTF_8));
            }
            assertThat(spool.depth().bytes()).isBetween(8_000L, 10_000L);
            List<String> kept = texts(spool.next(MUCH, AT_ONCE));
            assertThat(kept.size() + spool.depth().dropped()).isEqualTo(appended);
            int from = whenFull == WhenFull.OLDEST ? appended - kept.size() : 0;
            assertThat(kept)
                    .isEqualTo(IntStream.range(from, from + kept.size())
                            .mapToObj(i -> "entry " + i)
                            .toList());
        }
    }

    @Test
    void whatWasDroppedWhileItWasReadIsNotCommitted() throws Exception {
        try (Spool spool = Spool.open(folder, new SpoolPolicy(10_000, WhenFull.OLDEST, ValueKind.UNBOUNDED))) {
            spool.append("first".getBytes(UTF_8));
            List<SpoolEntry> under = spool.next(MUCH, AT_ONCE);
            for (int i = 0; i < 1_000; i++) {
                spool.append(("entry " + i).getBytes(UTF_8));
            }
            String oldest = texts(spool.next(1, AT_ONCE)).get(0);
            spool.commit(under.get(0).sequence());
            assertThat(texts(spool.next(1, AT_ONCE))).containsExactly(oldest);
        }
    }

    @Test
    void anEntryThatHasNoRoomAtAllIsRefused() {
        try (Spool spool = Spool.open(folder, new SpoolPolicy(1_000, WhenFull.OLDEST, ValueKind.UNBOUNDED))) {
            assertThat(spool.append(new byte[1_000])).isFalse();
            assertThat(spool.append(new byte[900])).isTrue();
            assertThat(spool.depth()).isEqualTo(new SpoolDepth(1, 24 + 8 + 900, 1, 0));
        }
    }

    @ParameterizedTest
    @EnumSource(WhenFull.class)
    void aLargeEntryThatIsCommittedLeavesItsRoomToTheNext(WhenFull whenFull) throws Exception {
        try (Spool spool = Spool.open(folder, new SpoolPolicy(1_000, whenFull, ValueKind.UNBOUNDED))) {
            for (int i = 0; i < 5; i++) {
                assertThat(spool.append(new byte[900])).isTrue();
                spool.commit(spool.next(MUCH, AT_ONCE).get(0).sequence());
            }
            assertThat(spool.depth()).isEqualTo(new SpoolDepth(0, 0, 0, 0));
        }
    }

    @Test
    void anInterruptedThreadBreaksNothing() throws Exception {
        try (Spool spool = open()) {
            Thread.currentThread().interrupt();
            assertThat(spool.append("kept".getBytes(UTF_8))).isTrue();
            spool.commit(-1);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(texts(spool.next(MUCH, AT_ONCE))).containsExactly("kept");
        }
    }

    @Test
    void theFilesAreAsTheDocumentSays() throws IOException {
        try (Spool spool = Spool.open(folder, new SpoolPolicy(MUCH, WhenFull.OLDEST, ValueKind.UNBOUNDED))) {
            spool.append("ab".getBytes(UTF_8));
        }
        ByteBuffer expected = ByteBuffer.allocate(24 + 10);
        expected.put("4SIGMASP".getBytes(UTF_8)).putInt(1).putLong(0);
        expected.putInt(crc(expected.array(), 0, 20)).putInt(2);
        expected.putInt(crc(new byte[] {2, 0, 0, 0, 'a', 'b'}, 0, 6)).put("ab".getBytes(UTF_8));
        assertThat(Files.readAllBytes(folder.resolve("0000000000000000000.segment")))
                .isEqualTo(expected.array());
    }

    @Test
    void aTornTailIsCutOffAndTheNextEntryComesThere() throws Exception {
        append(3);
        Path segment = segments().get(0);
        long whole = Files.size(segment);
        try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
            file.seek(whole);
            file.write(new byte[] {0, 0, 0, 50, 1, 2, 3, 4, 'x'});
        }
        append(1);
        try (Spool spool = open()) {
            assertThat(texts(spool.next(MUCH, AT_ONCE))).containsExactly("entry 0", "entry 1", "entry 2", "entry 0");
            assertThat(spool.depth().damaged()).isZero();
        }
    }

    @Test
    void aDamagedEntryIsCountedAndTheOthersComeOut() throws Exception {
        append(5);
        Path segment = segments().get(0);
        // The last byte of the third of five records of 8 + 7 bytes.
        flip(segment, 24 + 3 * 15 - 1);
        try (Spool spool = open()) {
            assertThat(spool.depth().damaged()).isEqualTo(1);
            List<SpoolEntry> entries = spool.next(MUCH, AT_ONCE);
            assertThat(texts(entries)).containsExactly("entry 0", "entry 1", "entry 3", "entry 4");
            assertThat(entries).extracting(SpoolEntry::sequence).containsExactly(0L, 1L, 3L, 4L);
            spool.commit(4);
            assertThat(spool.depth().entries()).isZero();
        }
    }

    @Test
    void damageThatHidesWhereEntriesBeginCostsTheRestOfItsFileAndNoMore() throws Exception {
        try (Spool spool = Spool.open(folder, new SpoolPolicy(8_000, WhenFull.NEWEST, ValueKind.UNBOUNDED))) {
            for (int i = 0; i < 200; i++) {
                assertThat(spool.append("entry %03d".formatted(i).getBytes(UTF_8)))
                        .isTrue();
            }
        }
        List<Path> segments = segments();
        assertThat(segments).hasSizeGreaterThan(2);
        // The length of the second record of the first file.
        flip(segments.get(0), 24 + 17);
        int lost = 0;
        try (Spool spool = Spool.open(folder, new SpoolPolicy(8_000, WhenFull.NEWEST, ValueKind.UNBOUNDED))) {
            lost = (int) spool.depth().damaged();
            List<String> texts = texts(spool.next(MUCH, AT_ONCE));
            assertThat(texts)
                    .startsWith("entry 000", "entry %03d".formatted(lost + 1))
                    .endsWith("entry 199");
            assertThat(texts).hasSize(200 - lost);
        }
        assertThat(lost).isBetween(1, 60);
    }

    @Test
    void nothingButDamageIsPassedOver() throws Exception {
        append(1);
        flip(segments().get(0), 24 + 15 - 1);
        try (Spool spool = open()) {
            assertThat(spool.next(MUCH, AT_ONCE)).isEmpty();
            assertThat(spool.depth().entries()).isZero();
            spool.append("good".getBytes(UTF_8));
            assertThat(texts(spool.next(MUCH, AT_ONCE))).containsExactly("good");
        }
    }

    @Test
    void whatIsCommittedIsForgottenAlsoIfOneSlotIsTorn() throws Exception {
        try (Spool spool = open()) {
            for (int i = 0; i < 3; i++) {
                spool.append(("entry " + i).getBytes(UTF_8));
                spool.commit(spool.next(1, AT_ONCE).get(0).sequence());
            }
        }
        // The third commit went to the first slot.
        flip(folder.resolve("committed"), 3);
        try (Spool spool = open()) {
            assertThat(texts(spool.next(MUCH, AT_ONCE))).containsExactly("entry 2");
        }
    }

    @Test
    void numbersGoOnWhereTheCommitWasAlsoIfTheEntriesAreGone() throws Exception {
        append(3);
        try (Spool spool = open()) {
            spool.next(MUCH, AT_ONCE);
            spool.commit(2);
        }
        for (Path segment : segments()) {
            Files.delete(segment);
        }
        append(1);
        try (Spool spool = open()) {
            assertThat(spool.next(MUCH, AT_ONCE))
                    .extracting(SpoolEntry::sequence)
                    .containsExactly(3L);
        }
    }

    @Test
    void aFolderIsUsedByOneAtATime() {
        try (Spool spool = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("collect.spool.folder")
                    .hasMessageContaining("another collector uses it");
            assertThat(spool.append(new byte[1])).isTrue();
        }
        try (Spool again = open()) {
            assertThat(again.depth().entries()).isEqualTo(1);
        }
    }

    private Spool open() {
        return Spool.open(folder, new SpoolPolicy(MUCH, WhenFull.OLDEST, ValueKind.UNBOUNDED));
    }

    private void append(int entries) {
        try (Spool spool = open()) {
            for (int i = 0; i < entries; i++) {
                assertThat(spool.append(("entry " + i).getBytes(UTF_8))).isTrue();
            }
        }
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".segment"))
                    .sorted()
                    .toList();
        }
    }

    private static void flip(Path file, long at) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(at);
            int before = bytes.read();
            bytes.seek(at);
            bytes.write(before ^ 0x40);
        }
    }

    private static int crc(byte[] bytes, int from, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, from, length);
        return (int) sum.getValue();
    }

    private static List<String> texts(List<SpoolEntry> entries) {
        return entries.stream().map(entry -> new String(entry.bytes(), UTF_8)).toList();
    }

    private static void assertSame(List<SpoolEntry> entries, List<String> model, int committed) {
        assertThat(texts(entries)).isEqualTo(model.subList(committed, committed + entries.size()));
    }
}
