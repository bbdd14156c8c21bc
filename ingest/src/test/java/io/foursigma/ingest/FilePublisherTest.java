// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FilePublisherTest {

    private static final String A1 = "{\"sensor\":\"a\",\"time\":1,\"value\":1.5}";
    private static final String A2 = "{\"sensor\":\"a\",\"time\":2,\"value\":2.5}";
    private static final String B1 = "{\"sensor\":\"b\",\"time\":1,\"value\":-3.0}";
    private static final int LIMIT = 1_000;

    @TempDir
    Path folder = Path.of("");

    private final List<String> records = new ArrayList<>();
    private final List<RefusedLine> refused = new ArrayList<>();

    @Test
    void ndjsonLinesGoUnchangedUnderTheirSensor() throws IOException {
        String spaced = " { \"value\": 1e0, \"time\": \"2026-03-01T12:00:00+01:00\", \"sensor\": \"b\", \"x\": [1] } ";
        PublishedFiles published = publish(file("in.ndjson", A1 + "\n" + spaced + "\n"));
        assertThat(records).containsExactly("a=" + A1, "b=" + spaced);
        assertThat(published).isEqualTo(new PublishedFiles(2, 2, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void lineEndsBlankLinesAndAMissingLastEndDoNotMatter(String end) throws IOException {
        String text = end + A1 + end + end + "  \t" + end + B1 + end + A2;
        assertThat(publish(file("in.jsonl", text))).isEqualTo(new PublishedFiles(3, 3, 0));
        assertThat(records).containsExactly("a=" + A1, "b=" + B1, "a=" + A2);
    }

    @Test
    void linesThatAreNoReadingsGoWholeUnderOneKey() throws IOException {
        String nan = "{\"sensor\":\"a\",\"time\":1,\"value\":NaN}";
        publish(file("in.ndjson", "no json\n" + nan + "\n{\"sensor\":\"\",\"time\":1,\"value\":1}\n5\n"));
        assertThat(records).containsExactly("=no json", "=" + nan, "={\"sensor\":\"\",\"time\":1,\"value\":1}", "=5");
    }

    @Test
    void bytesThatAreNoTextGoWhole() throws IOException {
        byte[] bytes = {'{', (byte) 0xff, 0, (byte) 0xc3, '\n'};
        publish(Files.write(folder.resolve("in.ndjson"), bytes));
        assertThat(records).containsExactly("={\u00ff\0\u00c3");
    }

    @Test
    void anArrayOfOneSensorStaysWholeAndOneOfSeveralIsTakenApart() throws IOException {
        String mixed = "[" + A1 + "," + B1 + ",7]";
        String ofOne = "[" + A1 + "," + A2 + ",{}]";
        PublishedFiles published = publish(file("in.ndjson", mixed + "\n" + ofOne + "\n"));
        assertThat(records).containsExactly("a=" + A1, "b=" + B1, "=7", "a=" + ofOne);
        assertThat(published).isEqualTo(new PublishedFiles(2, 4, 0));
    }

    @Test
    void csvRowsBecomeReadings() throws IOException {
        String csv = "sensor,time,value\na,1,1.5\na, 2 , +2.5 \nb,1970-01-01T01:00:00.001+01:00,-3\n";
        publish(file("in.csv", csv));
        assertThat(records).containsExactly("a=" + A1, "a=" + A2, "b=" + B1);
    }

    @Test
    void csvColumnsMayComeInAnyOrderAmongOthers() throws IOException {
        publish(file("in.csv", "\ufeffvalue,note,\" time \", sensor\r\n1.5,\"x,\"\"y\"\"\",1,a\r\n"));
        assertThat(records).containsExactly("a=" + A1);
    }

    @Test
    void quotedFieldsMayHoldCommasQuotesAndLineEnds() throws IOException {
        publish(file("in.csv", "sensor,time,value\n\"a,\"\"b\"\"\r\nc\",1,\"1.5\"\na,1,1.5\n"));
        assertThat(records)
                .containsExactly(
                        "a,\"b\"\r\nc={\"sensor\":\"a,\\\"b\\\"\\r\\nc\",\"time\":1,\"value\":1.5}", "a=" + A1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,1,NaN",
                "a,1,Infinity",
                "a,1,1e999",
                "a,1,0x1p3",
                "a,1,1d",
                "a,1,",
                "a,1,x",
                "a,1",
                "a,1,2,5",
                "a",
                ",1,2",
                "a,1.5,2",
                "a,99999999999999999999,2",
                "a,2026-03-01T12:00:00,2",
                "a,yesterday,2",
                "\"a\"x,1,2",
                "a,1,\u0661",
                "\"a,1,2",
                "\"\",1,2"
            })
    void aRowThatIsNoReadingGoesWholeAndTheNextOneStands(String row) throws IOException {
        PublishedFiles published = publish(file("in.csv", "sensor,time,value\n" + row + "\na,1,1.5\n"));
        assertThat(records).containsExactly("=" + inLatin1(row), "a=" + A1);
        assertThat(published).isEqualTo(new PublishedFiles(2, 2, 0));
    }

    @Test
    void anOpenQuoteSwallowsNothing() throws IOException {
        publish(file("in.csv", "sensor,time,value\n\"a,1,2\n\na,1,1.5\n" + "x".repeat(2_000) + "\na,2,2.5\n"));
        assertThat(records).containsExactly("=\"a,1,2", "a=" + A1, "a=" + A2);
        assertThat(refused).extracting(RefusedLine::line).containsExactly(5L);
    }

    @Test
    void csvTextThatIsNoUtf8IsNoReading() throws IOException {
        Path file = Files.write(folder.resolve("in.csv"), "sensor,time,value\n\u00e4,1,2\n".getBytes(ISO_8859_1));
        publish(file);
        assertThat(records).containsExactly("=\u00e4,1,2");
    }

    @Test
    void gzipIsKnownByNameOrByItsFirstBytes() throws IOException {
        publish(
                gzip("in.ndjson.gz", A1 + "\n"),
                gzip("in.csv", "sensor,time,value\nb,1,-3\n"),
                gzip("IN.JSONL.GZ", A2));
        assertThat(records).containsExactly("a=" + A1, "b=" + B1, "a=" + A2);
    }

    @Test
    void aNameThatSaysNothingIsDecidedByTheFirstLine() throws IOException {
        publish(
                file("one", "\nsensor,time,value\nb,1,-3\n"),
                file("two.txt", A1 + "\n"),
                file("three.dat", "neither\n"),
                file("four", ""));
        assertThat(records).containsExactly("b=" + B1, "a=" + A1, "=neither");
    }

    @Test
    void aLineAboveTheLimitIsRefusedWithItsPlaceAndTheRestGoesOn() throws IOException {
        String atLimit = "x".repeat(LIMIT);
        Path file =
                file("in.ndjson", A1 + "\n" + atLimit + "y\r\n\n" + atLimit + "\r\n" + "z".repeat(500_000) + "\n" + A2);
        PublishedFiles published = publish(file);
        assertThat(records).containsExactly("a=" + A1, "=" + atLimit, "a=" + A2);
        assertThat(refused)
                .containsExactly(new RefusedLine(file, 2, LIMIT + 1, LIMIT), new RefusedLine(file, 5, 500_000, LIMIT));
        assertThat(published).isEqualTo(new PublishedFiles(5, 3, 2));
    }

    @Test
    void aLineLongerThanMemoryIsRefused() throws IOException {
        byte[] piece = new byte[1 << 20];
        Arrays.fill(piece, (byte) 'x');
        byte[] member = Files.readAllBytes(gzip("piece.gz", new String(piece, UTF_8)));
        Path file = gzip("end.gz", "\n" + A1);
        byte[] end = Files.readAllBytes(file);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < 640; i++) {
                out.write(member);
            }
            out.write(end);
        }
        publish(file);
        assertThat(refused).containsExactly(new RefusedLine(file, 1, 640L << 20, LIMIT));
        assertThat(records).containsExactly("a=" + A1);
    }

    @Test
    void filesAreReadInTheOrderGiven() throws IOException {
        Path second = file("a.ndjson", A2);
        Path first = file("z.ndjson", A1);
        publish(first, second, first);
        assertThat(records).containsExactly("a=" + A1, "a=" + A2, "a=" + A1);
    }

    @Test
    void whatCannotBeReadIsNamedWithItsCure() throws IOException {
        assertProblem(folder.resolve("none.csv"), "there is no such file; check the path");
        assertProblem(folder, "this is a folder; name the files in it");
        assertProblem(file("short.csv", "sensor,value\na,1\n"), "line 1 is no header of readings; begin the file with");
        assertProblem(file("twice.csv", "sensor,time,value,value\n"), "line 1 is no header");
        assertProblem(file("empty.csv", "\n"), "the file is empty; begin the file with a header");
        assertProblem(file("plain.ndjson.gz", A1), "this is no gzip data; rename the file, or pack it");
    }

    @Test
    void brokenGzipIsToldWithTheLastGoodLine() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 50_000; i++) {
            text.append("{\"sensor\":\"a\",\"time\":")
                    .append(i)
                    .append(",\"value\":")
                    .append(i * 0.37)
                    .append("}\n");
        }
        byte[] whole = Files.readAllBytes(gzip("whole.gz", text.toString()));
        Path cut = Files.write(folder.resolve("cut.ndjson.gz"), Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> publish(cut))
                .isInstanceOf(ReadingFileException.class)
                .hasMessageContaining("cut.ndjson.gz: reading failed after line " + records.size())
                .hasMessageContaining("'gzip -t'");
        assertThat(records).hasSizeGreaterThan(1_000);

        whole[whole.length / 2] ^= 0x55;
        Path damaged = Files.write(folder.resolve("damaged.ndjson.gz"), whole);
        assertThatThrownBy(() -> publish(damaged)).hasMessageContaining("'gzip -t'");
    }

    private void assertProblem(Path file, String problem) {
        assertThatThrownBy(() -> FilePublisher.check(List.of(file)))
                .isInstanceOf(ReadingFileException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(problem);
        assertThatThrownBy(() -> publish(file)).isInstanceOf(ReadingFileException.class);
        assertThat(records).isEmpty();
    }

    private PublishedFiles publish(Path... files) {
        RecordSink sink = (byte @Nullable [] key, byte[] value) ->
                records.add((key == null ? "null" : new String(key, UTF_8)) + "=" + text(value));
        return FilePublisher.read(List.of(files), LIMIT, sink, refused::add);
    }

    /** Latin-1 where a record is not plain, so that every byte shows. */
    private static String text(byte[] value) {
        String utf8 = new String(value, UTF_8);
        return utf8.startsWith("{\"") || utf8.startsWith("[") || utf8.startsWith(" {")
                ? utf8
                : new String(value, ISO_8859_1);
    }

    private static String inLatin1(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Path gzip(String name, String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(UTF_8));
        }
        return Files.write(folder.resolve(name), packed.toByteArray());
    }
}
