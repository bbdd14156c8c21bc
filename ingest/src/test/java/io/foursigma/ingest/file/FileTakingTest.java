// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.schemas.DeadLetter;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How files are followed: growing, renamed, emptied, replaced, away; without Kafka and without waiting. */
final class FileTakingTest {

    private static final String HEADER = "sensor,time,value\n";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aLineIsTakenWhenItHasItsEnd() throws Exception {
        try (TakenFiles files = follow("*.csv")) {
            files.append("a.csv", "sensor,ti");
            files.round();
            files.append("a.csv", "me,value\na,1,1\na,2,");
            files.rounds();
            assertThat(files.values()).containsExactly(1.0);
            files.append("a.csv", "23");
            files.rounds();
            assertThat(files.values()).containsExactly(1.0);
            files.append("a.csv", "4\r\n\n a,3,5\n");
            files.rounds();
            assertThat(files.readings).containsExactly(json("a", 1, 1), json("a", 2, 234), json(" a", 3, 5));
            assertThat(files.letters).isEmpty();
        }
    }

    @Test
    void newFilesAreFoundAndFoldersMayMatchToo() throws Exception {
        try (TakenFiles files = follow("plc-?/*.{csv,log}")) {
            files.rounds();
            Files.createDirectories(folder.resolve("plc-1"));
            Files.createDirectories(folder.resolve("plc-22"));
            files.append("plc-1/b.csv", HEADER + "b,1,1\n");
            files.append("plc-1/c.log", HEADER + "b,2,2\n");
            files.append("plc-1/d.txt", HEADER + "b,3,3\n");
            files.append("plc-22/d.csv", HEADER + "b,4,4\n");
            files.rounds();
            assertThat(files.values()).containsExactly(1.0, 2.0);
        }
    }

    @Test
    void aFileThatWasRenamedIsReadToItsEndBeforeTheOneThatTookItsPath() throws Exception {
        try (TakenFiles files = follow("a.csv")) {
            Path a = files.append("a.csv", HEADER + "a,1,1\n");
            files.rounds();
            files.append("a.csv", "a,2,2\n");
            Path old = Files.move(a, folder.resolve("a.csv.1"));
            files.round();
            Files.writeString(old, "a,3,3\na,4,4", StandardOpenOption.APPEND);
            files.append("a.csv", HEADER);
            files.append("a.csv", "a,5,5\n");
            files.rounds();
            assertThat(files.values()).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0);
            files.append("a.csv", "a,6,6\n");
            files.rounds();
            assertThat(files.values()).endsWith(5.0, 6.0);
        }
    }

    /** Whoever writes it may not know yet that it was renamed. */
    @Test
    void aFileThatWasRenamedIsWrittenToUntilTheNextOneHasSomething() throws Exception {
        try (TakenFiles files = follow("a.csv")) {
            Path a = files.append("a.csv", HEADER + "a,1,1\n");
            files.rounds();
            Path old = Files.move(a, folder.resolve("a.csv.1"));
            Files.createFile(a);
            files.rounds();
            Files.writeString(old, "a,2,2\na,3", StandardOpenOption.APPEND);
            files.rounds();
            Files.writeString(old, ",3\n", StandardOpenOption.APPEND);
            files.rounds();
            files.append("a.csv", HEADER + "a,4,4\n");
            files.rounds();
            assertThat(files.values()).containsExactly(1.0, 2.0, 3.0, 4.0);
            assertThat(files.letters).isEmpty();
        }
    }

    @Test
    void aFileThatIsRenamedWithinWhatMatchesIsNotTakenTwice() throws Exception {
        try (TakenFiles files = follow("a*.csv")) {
            Path a = files.append("a.csv", HEADER + "a,1,1\n");
            files.rounds();
            Files.move(a, folder.resolve("a-old.csv"));
            files.append("a-old.csv", "a,2,2\n");
            files.append("a.csv", HEADER + "a,3,3\n");
            files.rounds();
            files.restart();
            files.rounds();
            assertThat(files.values()).containsExactly(1.0, 2.0, 3.0);
        }
    }

    @Test
    void aFileThatWentIsReadToItsEnd() throws Exception {
        try (TakenFiles files = follow("a.csv")) {
            Path a = files.append("a.csv", HEADER + "a,1,1\n");
            files.rounds();
            files.append("a.csv", "a,2,2");
            Files.delete(a);
            files.rounds();
            assertThat(files.values()).containsExactly(1.0);
            files.roundAfter(FileTaking.GONE_MILLIS);
            files.rounds();
            assertThat(files.values()).containsExactly(1.0, 2.0);
            files.append("a.csv", HEADER + "a,3,3\n");
            files.rounds();
            assertThat(files.values()).containsExactly(1.0, 2.0, 3.0);
        }
    }

    @Test
    void aFileThatWasEmptiedIsTakenFromItsBegin() throws Exception {
        try (TakenFiles files = follow("a.csv")) {
            Path a = files.append("a.csv", HEADER + "a,1,1\na,2,2\n");
            files.rounds();
            Files.copy(a, folder.resolve("a.csv.1"));
            Files.writeString(a, "", StandardOpenOption.TRUNCATE_EXISTING);
            files.rounds();
            files.append("a.csv", HEADER + "a,3,3\n");
            files.rounds();
            assertThat(files.values()).containsExactly(1.0, 2.0, 3.0);
        }
    }

    /** The next look sees a file that is no shorter than before. */
    @Test
    void aFileThatWasFilledAnewIsTakenFromItsBegin() throws Exception {
        try (TakenFiles files = follow("a.csv")) {
            Path a = files.append("a.csv", HEADER + "a,1,1\na,2,2\n");
            files.rounds();
            Files.writeString(a, HEADER + "a,3,3\na,4,4\na,5,5\n", StandardOpenOption.TRUNCATE_EXISTING);
            files.rounds();
            assertThat(files.values()).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0);
        }
    }

    @Test
    void afterARestartItGoesOnWhereItWas() throws Exception {
        try (TakenFiles files = follow("*.csv")) {
            files.append("a.csv", HEADER + "a,1,1\na,2");
            files.append("b.csv", "value,time,sensor\n7,1,b\n");
            files.rounds();
            files.restart();
            files.append("a.csv", ",2\n");
            files.append("b.csv", "8,2,b\n");
            files.rounds();
            assertThat(files.values()).containsExactly(1.0, 7.0, 2.0, 8.0);
            files.restart();
            files.rounds();
            assertThat(files.values()).hasSize(4);
        }
    }

    @Test
    void afterARestartItFindsAFileThatWasRenamedMeanwhile() throws Exception {
        try (TakenFiles files = follow("a.csv")) {
            Path a = files.append("a.csv", HEADER + "a,1,1\n");
            files.rounds();
            files.restart();
            files.append("a.csv", "a,2,2\n");
            Files.move(a, folder.resolve("a.csv.1"));
            files.append("a.csv", HEADER + "a,3,3\n");
            files.restart();
            files.rounds();
            assertThat(files.values()).containsExactly(1.0, 2.0, 3.0);
        }
    }

    @Test
    void afterARestartItSeesThatAFileWasFilledAnew() throws Exception {
        try (TakenFiles files = follow("a.csv")) {
            Path a = files.append("a.csv", HEADER + "a,1,1\n");
            files.rounds();
            files.restart();
            Files.writeString(a, HEADER + "a,2,2\na,3,3\n", StandardOpenOption.TRUNCATE_EXISTING);
            files.restart();
            files.rounds();
            assertThat(files.values()).containsExactly(1.0, 2.0, 3.0);
        }
    }

    /** As editors and rsync do it: another file, with the same bytes and more. */
    @Test
    void aFileThatWasWrittenAnewAsItWasGoesOn() throws Exception {
        try (TakenFiles files = follow("a.csv")) {
            Path a = files.append("a.csv", HEADER + "a,1,1\n");
            files.rounds();
            files.restart();
            Path fresh = files.append("fresh", Files.readString(a) + "a,2,2\n");
            Files.move(fresh, a, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            files.restart();
            files.rounds();
            assertThat(files.values()).containsExactly(1.0, 2.0);
        }
    }

    @Test
    void afterAKillNoMoreThanASecondIsTakenAgain() throws Exception {
        try (TakenFiles files = follow("a.csv")) {
            files.append("a.csv", HEADER + "a,1,1\n");
            files.rounds();
            files.roundAfter(1_000);
            files.append("a.csv", "a,2,2\n");
            files.roundAfter(500);
            assertThat(files.values()).containsExactly(1.0, 2.0);
            files.kill();
            files.rounds();
            assertThat(files.values()).containsExactly(1.0, 2.0, 2.0);
        }
    }

    @Test
    void whatIsNoReadingIsKeptWithItsPlaceWhichARestartDoesNotChange() throws Exception {
        try (TakenFiles files = follow("*.*")) {
            files.append("a.csv", HEADER + "a,1,1\nb,x,1\n\"c\"d,1,1\n");
            files.append("b.ndjson", "no json\n[{\"sensor\":\"b\",\"time\":1,\"value\":1},{}]\n");
            files.rounds();
            String a = "file:" + folder.resolve("a.csv") + "@1700000000250";
            String b = "file:" + folder.resolve("b.ndjson") + "@1700000000251";
            assertThat(files.letters)
                    .extracting(letter -> letter.position().id() + ' ' + new String(letter.bytes(), UTF_8))
                    .containsExactly(
                            a + ".0.24.0 b,x,1", a + ".0.30.0 \"c\"d,1,1", b + ".0.0.0 no json", b + ".0.8.1 {}");
            assertThat(files.letters)
                    .extracting(DeadLetter::reason)
                    .contains(
                            "the time is no ISO-8601 text: 'x'",
                            "a quoted field is followed by something else than a comma");
            files.restart();
            files.append("a.csv", "b,y,1\n");
            files.rounds();
            assertThat(files.letters.get(4).position().id()).isEqualTo(a + ".0.39.0");
        }
    }

    @Test
    void ofALineThatIsTooLongTheBeginIsKept() throws Exception {
        Settings settings = TakenFiles.settings(folder, "*.csv").with(SettingsTable.READINGS_MAX_BYTES, "1000");
        try (TakenFiles files = new TakenFiles(folder, settings)) {
            files.append("a.csv", HEADER + "x".repeat(70_000));
            files.rounds();
            files.append("a.csv", "x".repeat(50_000));
            files.rounds();
            assertThat(files.letters).isEmpty();
            files.append("a.csv", "\na,1,1\n");
            files.rounds();
            assertThat(files.values()).containsExactly(1.0);
            assertThat(files.letters).hasSize(1);
            assertThat(files.letters.get(0).reason())
                    .isEqualTo(
                            "of 120000 bytes the first 1000 are kept: a line above readings.max-bytes is no reading");
            assertThat(files.letters.get(0).bytes()).hasSize(1_000);
        }
    }

    @Test
    void aRowOfSeveralLinesWaitsForItsEndButNotForLong() throws Exception {
        try (TakenFiles files = follow("*.csv")) {
            files.append("a.csv", HEADER + "\"a\n");
            files.rounds();
            files.append("a.csv", "b\",1,1\na,2,2\n");
            files.rounds();
            assertThat(files.readings).containsExactly(json("a\\nb", 1, 1), json("a", 2, 2));
            files.append("a.csv", "\"never,3,3\na,4,4\n");
            files.rounds();
            assertThat(files.values()).containsExactly(1.0, 2.0);
            files.roundAfter(5_000);
            assertThat(files.values()).containsExactly(1.0, 2.0, 4.0);
            assertThat(files.letters).hasSize(1);
        }
    }

    @Test
    void packedFilesAreReadToTheirEndOnce() throws Exception {
        try (TakenFiles files = follow("*.gz")) {
            byte[] packed = gzip(HEADER + "a,1,1\na,2,2");
            Path part = Files.write(folder.resolve("a.csv.gz"), java.util.Arrays.copyOf(packed, packed.length - 9));
            files.rounds();
            Files.write(part, packed);
            files.rounds();
            files.restart();
            files.rounds();
            assertThat(files.values()).containsExactly(1.0, 2.0);
            Files.write(part, gzip(HEADER + "a,3,3\n"));
            files.restart();
            files.rounds();
            assertThat(files.values()).containsExactly(1.0, 2.0, 3.0);
        }
    }

    @Test
    void aFileWithAnotherHeaderWaitsUntilItIsMended() throws Exception {
        try (TakenFiles files = follow("*.csv")) {
            Path a = files.append("a.csv", "name,time,value\na,1,1\n");
            files.append("b.csv", HEADER + "b,1,2\n");
            files.rounds();
            assertThat(files.values()).containsExactly(2.0);
            Files.writeString(a, HEADER + "a,1,1\n");
            files.rounds();
            assertThat(files.values()).containsExactly(2.0, 1.0);
            assertThat(files.letters).isEmpty();
        }
    }

    @Test
    void filesThatAreNotFollowedAreReadToTheirEndAndThatIsAll() throws Exception {
        Settings settings = TakenFiles.settings(folder, "a.csv,b.csv".replace(",", "," + folder + "/"))
                .with(SettingsTable.COLLECT_FILES_FOLLOW, "false");
        try (TakenFiles files = new TakenFiles(folder, settings)) {
            files.append("b.csv", HEADER + "b,1,1\nb,2,2");
            files.rounds();
            assertThat(files.values()).containsExactly(1.0, 2.0);
            assertThat(files.isDone()).as("a file is missing").isFalse();
            files.append("a.csv", "\ufeff" + HEADER + "a,1,3");
            files.rounds();
            assertThat(files.isDone()).isTrue();
            files.restart();
            files.rounds();
            assertThat(files.isDone()).isTrue();
            assertThat(files.values()).containsExactly(1.0, 2.0, 3.0);
        }
    }

    @Test
    void widthOfATableAndTheFilesNameMakeSensors() throws Exception {
        Settings settings = TakenFiles.settings(folder, "*/*.csv")
                .with(
                        SettingsTable.COLLECT_FILES_COLUMNS,
                        "time=timestamp,sensor='{folder}/{file}',value=temp|humidity")
                .with(SettingsTable.COLLECT_FILES_ZONE, "Europe/Berlin");
        try (TakenFiles files = new TakenFiles(folder, settings)) {
            Files.createDirectories(folder.resolve("plant"));
            files.append("plant/hall.csv", "timestamp,humidity,note,temp\n2014-02-14 14:30:00,40,,21.5\n");
            files.append("plant/hall.csv", "2014-02-14T14:31:00Z,,\"x,y\",22\n1000,nan,,\n2000,,,\n");
            files.rounds();
            assertThat(files.readings)
                    .containsExactly(
                            json("plant/hall/temp", 1392384600000L, 21.5),
                            json("plant/hall/humidity", 1392384600000L, 40),
                            json("plant/hall/temp", 1392388260000L, 22));
            assertThat(files.letters)
                    .extracting(letter -> letter.position().index() + letter.reason())
                    .containsExactly("1the field 'humidity' is a decimal number, but this is 'nan'", "0no value in it");
        }
    }

    @Test
    void atAPaceReadingsOfAllFilesComeByTheirTimes() throws Exception {
        Settings settings = TakenFiles.settings(folder, "*.csv").with(SettingsTable.COLLECT_FILES_PACE, "10");
        try (TakenFiles files = new TakenFiles(folder, settings)) {
            files.append("a.csv", HEADER + "a,20000,1\na,30000,2\na,29000,3\na,90000,5\n");
            files.append("b.csv", HEADER + "b,35000,4\n");
            assertThat(files.round()).isEqualTo(250);
            assertThat(files.values()).containsExactly(1.0);
            files.roundAfter(999);
            assertThat(files.values()).containsExactly(1.0);
            files.roundAfter(1);
            assertThat(files.values()).containsExactly(1.0, 2.0, 3.0);
            files.roundAfter(500);
            assertThat(files.values()).containsExactly(1.0, 2.0, 3.0, 4.0);
            assertThat(files.roundAfter(5_300)).isEqualTo(200);
            files.roundAfter(200);
            assertThat(files.values()).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0);
        }
    }

    @Test
    void moreFilesThanMayBeOpenAreTakenAsTheyGrow() throws Exception {
        try (TakenFiles files = follow("*.csv")) {
            for (int file = 0; file < 150; file++) {
                files.append("f" + file + ".csv", HEADER + "a,1," + file + "\n");
            }
            files.rounds();
            assertThat(files.values()).hasSize(150).doesNotHaveDuplicates();
            for (int file = 0; file < 150; file++) {
                files.append("f" + file + ".csv", "a,1," + (1_000 + file) + "\n");
            }
            files.rounds();
            assertThat(files.values()).hasSize(300).doesNotHaveDuplicates();
        }
    }

    private TakenFiles follow(String pattern) throws IOException {
        return new TakenFiles(folder, TakenFiles.settings(folder, pattern));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private static String json(String sensor, long time, double value) {
        return "{\"sensor\":\"" + sensor + "\",\"time\":" + time + ",\"value\":" + value + "}";
    }
}
