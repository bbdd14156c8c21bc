// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.foursigma.ingest.RefusedLine;
import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.DeadLetter;
import io.foursigma.schemas.Episode;
import io.foursigma.schemas.Ledger;
import io.foursigma.schemas.SensorStats;
import io.foursigma.schemas.json.AnomalyJson;
import io.foursigma.schemas.json.Json;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.InsightReader;
import io.foursigma.stores.StateReader;
import io.foursigma.stores.StatsRow;
import io.foursigma.stores.kafka.DeadLetterReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** Writes the files of an analysis. Numbers with all their digits, times in epoch milliseconds, an object a line. */
final class AnalysisFiles {

    private final Path folder;
    private final Settings settings;

    AnalysisFiles(Path folder, Settings settings) {
        this.folder = folder;
        this.settings = settings;
    }

    /** Every sensor's running statistics, by name. */
    void sensors(StateReader state) throws IOException {
        Map<String, StatsRow> rows = new TreeMap<>();
        state.forEachStats(rows::put);
        write("sensors.ndjson", out -> {
            for (Map.Entry<String, StatsRow> row : rows.entrySet()) {
                sensor(out, row.getValue().published(row.getKey()));
            }
        });
    }

    private static void sensor(JsonGenerator out, SensorStats stats) throws IOException {
        out.writeStartObject();
        out.writeStringField("sensor", stats.sensor());
        out.writeNumberField("count", stats.count());
        out.writeNumberField("mean", stats.mean());
        out.writeNumberField("std", stats.std());
        Json.optionalNumber(out, "sampleStd", stats.sampleStd());
        out.writeNumberField("min", stats.min());
        out.writeNumberField("max", stats.max());
        out.writeEndObject();
    }

    /** Every window once: those that were published at their last revision, and each sensor's open one. */
    void windows(InsightReader insights, StateReader state) throws IOException {
        write("windows.ndjson", out -> new WindowLines(out, settings).write(insights, state));
    }

    /** Every anomaly, by event time. Returns their number. */
    long anomalies(InsightReader insights) throws IOException {
        AtomicLong count = new AtomicLong();
        write(
                "anomalies.ndjson",
                out -> insights.forEachAnomaly(anomaly -> {
                    count.incrementAndGet();
                    unchecked(() -> anomaly(out, anomaly));
                }));
        return count.get();
    }

    private static void anomaly(JsonGenerator out, Anomaly anomaly) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", anomaly.id());
        out.writeStringField("sensor", anomaly.sensor());
        out.writeNumberField("time", anomaly.time());
        out.writeNumberField("value", anomaly.value());
        Json.optionalNumber(out, "sigmas", anomaly.sigmas());
        out.writeFieldName("baseline");
        AnomalyJson.writeBaseline(out, anomaly.baseline());
        out.writeEndObject();
    }

    /** Every episode at its last revision, by the time of its first anomaly. Returns their number. */
    long episodes(InsightReader insights) throws IOException {
        AtomicLong count = new AtomicLong();
        write(
                "episodes.ndjson",
                out -> insights.forEachEpisode(episode -> {
                    count.incrementAndGet();
                    unchecked(() -> episode(out, episode));
                }));
        return count.get();
    }

    private static void episode(JsonGenerator out, Episode episode) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", episode.id());
        out.writeStringField("sensor", episode.sensor());
        out.writeNumberField("first", episode.first());
        out.writeNumberField("last", episode.last());
        out.writeNumberField("count", episode.count());
        Json.optionalNumber(out, "peakSigmas", episode.peakSigmas());
        out.writeNumberField("quiet", episode.quiet());
        out.writeNumberField("closesAfter", episode.closesAfter());
        out.writeBooleanField("open", episode.isOpen());
        out.writeNumberField("reopened", episode.reopened());
        out.writeNumberField("revision", episode.revision());
        out.writeEndObject();
    }

    /** Every dead letter; its bytes as text, or in base 64 where they are no UTF-8. */
    void deadLetters(DeadLetterReader reader) throws IOException {
        write("dead-letters.ndjson", out -> reader.forEach(letter -> unchecked(() -> deadLetter(out, letter))));
    }

    private static void deadLetter(JsonGenerator out, DeadLetter letter) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", letter.position().id());
        out.writeNumberField("partition", letter.position().partition());
        out.writeNumberField("offset", letter.position().offset());
        out.writeNumberField("index", letter.position().index());
        out.writeStringField("reason", letter.reason());
        try {
            String text =
                    UTF_8.newDecoder().decode(ByteBuffer.wrap(letter.bytes())).toString();
            out.writeStringField("text", text);
        } catch (CharacterCodingException e) {
            out.writeStringField("base64", Base64.getEncoder().encodeToString(letter.bytes()));
        }
        out.writeEndObject();
    }

    /** The ledger, in total and per partition, and the lines that never came to Kafka. */
    void ledger(Ledger ledger, List<RefusedLine> refused) throws IOException {
        write("ledger.json", out -> {
            out.writeStartObject();
            out.writeNumberField("read", ledger.read());
            out.writeNumberField("applied", ledger.applied());
            out.writeNumberField("deadLettered", ledger.deadLettered());
            out.writeNumberField("late", ledger.late());
            out.writeNumberField("replayed", ledger.replayed());
            out.writeBooleanField("balanced", ledger.balanced());
            out.writeArrayFieldStart("partitions");
            for (Ledger.Line line : ledger.partitions()) {
                partition(out, line);
            }
            out.writeEndArray();
            out.writeArrayFieldStart("refused");
            for (RefusedLine line : refused) {
                refused(out, line);
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private static void partition(JsonGenerator out, Ledger.Line line) throws IOException {
        out.writeStartObject();
        out.writeNumberField("partition", line.partition());
        out.writeNumberField("next", line.from());
        out.writeNumberField("read", line.read());
        out.writeNumberField("applied", line.applied());
        out.writeNumberField("deadLettered", line.deadLettered());
        out.writeNumberField("late", line.late());
        out.writeNumberField("replayed", line.replayed());
        out.writeEndObject();
    }

    private static void refused(JsonGenerator out, RefusedLine line) throws IOException {
        out.writeStartObject();
        out.writeStringField("file", line.file().toString());
        out.writeNumberField("line", line.line());
        out.writeNumberField("bytes", line.bytes());
        out.writeNumberField("limitBytes", line.limitBytes());
        out.writeEndObject();
    }

    private void write(String name, Json.Writer writer) throws IOException {
        try (JsonGenerator out = Json.FACTORY.createGenerator(Files.newOutputStream(folder.resolve(name)))) {
            out.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
            writer.write(out);
            if (out.getOutputContext().getEntryCount() > 0) {
                out.writeRaw('\n');
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** A piece of writing within a loop that knows no checked exceptions. */
    @FunctionalInterface
    interface Piece {
        void write() throws IOException;
    }

    static void unchecked(Piece piece) {
        try {
            piece.write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
