// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.foursigma.schemas.Episode;
import io.foursigma.schemas.EpisodeChange;
import java.io.IOException;

/** The JSON of episodes: in Elasticsearch, in the topic {@code results}, on the wire to the page. */
public final class EpisodeJson {

    private EpisodeJson() {}

    /** Writes an episode as one object. */
    public static void write(JsonGenerator out, Episode episode) throws IOException {
        out.writeStartObject();
        writeFields(out, episode);
        out.writeEndObject();
    }

    /** Writes the fields of an episode into the object that is open. */
    public static void writeFields(JsonGenerator out, Episode episode) throws IOException {
        out.writeStringField("type", "episode");
        out.writeStringField("id", episode.id());
        out.writeStringField("sensor", episode.sensor());
        out.writeStringField("state", episode.isOpen() ? "open" : "closed");
        out.writeStringField("change", episode.change().wire());
        out.writeNumberField("revision", episode.revision());
        out.writeNumberField("first", episode.first());
        out.writeNumberField("last", episode.last());
        out.writeNumberField("count", episode.count());
        Json.optionalNumber(out, "peakSigmas", episode.peakSigmas());
        out.writeNumberField("quiet", episode.quiet());
        out.writeNumberField("closesAfter", episode.closesAfter());
        Long closed = episode.closed();
        if (closed == null) {
            out.writeNullField("closed");
        } else {
            out.writeNumberField("closed", closed);
        }
        out.writeNumberField("reopened", episode.reopened());
        out.writeNumberField("received", episode.received());
        out.writeNumberField("judged", episode.judged());
        out.writeFieldName("position");
        AnomalyJson.writePosition(out, episode.cause());
    }

    /** Reads what {@link #write} wrote. @throws IOException if the bytes are no episode */
    public static Episode read(byte[] json) throws IOException {
        return read(JsonFields.read(json));
    }

    /** The episode that the fields of an object stand for. @throws IOException if they are no episode */
    public static Episode read(JsonFields fields) throws IOException {
        try {
            return new Episode(
                    fields.text("id"),
                    fields.text("sensor"),
                    fields.whole("first"),
                    fields.whole("last"),
                    fields.whole("count"),
                    fields.optionalNumber("peakSigmas"),
                    fields.whole("quiet"),
                    fields.whole("closesAfter"),
                    fields.has("closed") ? fields.whole("closed") : null,
                    fields.whole("reopened"),
                    fields.whole("revision"),
                    EpisodeChange.ofWire(fields.text("change")),
                    fields.whole("received"),
                    fields.whole(fields.has("judged") ? "judged" : "received"),
                    AnomalyJson.readPosition(fields.object("position")));
        } catch (IllegalArgumentException outOfRange) {
            throw new IOException(outOfRange.getMessage(), outOfRange);
        }
    }
}
