// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.whatif;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.foursigma.analytics.Baseline;
import io.foursigma.analytics.Verdict;
import io.foursigma.local.cli.CliException;
import io.foursigma.schemas.BaselineStats;
import io.foursigma.schemas.Position;
import io.foursigma.schemas.json.AnomalyJson;
import io.foursigma.schemas.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/**
 * Writes every anomaly that a replay finds, an object a line. The lines of a sensor under one choice of settings come in the
 * order of its readings. For several threads.
 */
final class AnomalyFile implements Anomalies, AutoCloseable {

    private final String topicId;
    private final JsonGenerator out;

    private AnomalyFile(JsonGenerator out, String topicId) {
        this.out = out;
        this.topicId = topicId;
    }

    /**
     * Opens a file, which is emptied.
     *
     * @param topicId Kafka's id of the topic; empty for readings of files, which have no ids
     * @throws CliException if it cannot be written
     */
    static AnomalyFile open(Path file, String topicId) {
        try {
            JsonGenerator out = Json.FACTORY.createGenerator(Files.newOutputStream(file));
            out.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
            return new AnomalyFile(out, topicId);
        } catch (IOException e) {
            throw new CliException(
                    CliException.WRONG_INPUT,
                    "--anomalies: " + file + " cannot be written (" + e
                            + "): choose another place, or give yourself the right");
        }
    }

    @Override
    public synchronized void found(Variant variant, Batch batch, int i, Verdict.Anomalous verdict) {
        try {
            write(variant, batch, i, verdict.baseline());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Variant variant, Batch batch, int i, Baseline by) throws IOException {
        out.writeStartObject();
        out.writeNumberField("ruleSigmas", variant.sigmas());
        out.writeNumberField("windowMillis", variant.windowMillis());
        if (!topicId.isEmpty()) {
            out.writeStringField("id", new Position(topicId, batch.partition(i), batch.offset(i), batch.index(i)).id());
        }
        out.writeStringField("sensor", batch.name(i));
        out.writeNumberField("time", batch.time(i));
        out.writeNumberField("value", batch.value(i));
        OptionalDouble away = variant.config().rule().sigmasAway(by, batch.value(i));
        Json.optionalNumber(out, "sigmas", away.isPresent() ? away.getAsDouble() : null);
        out.writeFieldName("baseline");
        AnomalyJson.writeBaseline(out, new BaselineStats(by.start(), by.end(), by.count(), by.mean(), by.std()));
        out.writeEndObject();
    }

    @Override
    public synchronized void close() throws IOException {
        if (out.getOutputContext().getEntryCount() > 0) {
            out.writeRaw('\n');
        }
        out.close();
    }
}
