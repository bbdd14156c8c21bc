// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.letters;

import com.fasterxml.jackson.core.JsonGenerator;
import io.foursigma.local.cli.TerminalText;
import io.foursigma.schemas.Position;
import io.foursigma.stores.KeptLetter.NoReading;
import io.foursigma.stores.KeptLetter.Refused;
import io.foursigma.stores.KeptLetter.Replayed;
import io.foursigma.stores.LetterPage;
import io.foursigma.stores.kafka.FoundLetters;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Dead letters as JSON, as {@code docs/dead-letters.md} describes it. */
final class LetterJson {

    private LetterJson() {}

    static void write(JsonGenerator out, LetterPage page) throws IOException {
        out.writeStartObject();
        out.writeNumberField("matching", page.matching());
        out.writeArrayFieldStart("letters");
        for (LetterPage.Row row : page.rows()) {
            out.writeStartObject();
            writeHead(out, row.position(), row.documentId());
            out.writeStringField("reason", row.reason());
            out.writeNumberField("time", row.time());
            out.writeNumberField("size", row.size());
            out.writeBooleanField("replayed", row.replayed());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    static void write(JsonGenerator out, Position position, FoundLetters found) throws IOException {
        out.writeStartArray();
        if (found.letter().isPresent()) {
            NoReading letter = found.letter().get();
            out.writeStartObject();
            writeHead(out, position, null);
            writeBody(
                    out,
                    letter.letter().reason(),
                    letter.time(),
                    letter.letter().bytes());
            out.writeFieldName("replayed");
            Optional<Replayed> mark = found.replayed();
            if (mark.isPresent()) {
                out.writeStartObject();
                out.writeNumberField("time", mark.get().time());
                writeBytes(out, mark.get().value());
                out.writeEndObject();
            } else {
                out.writeNull();
            }
            out.writeEndObject();
        }
        for (Refused refused : found.refused()) {
            out.writeStartObject();
            writeHead(out, position, refused.document().id());
            writeBody(
                    out,
                    refused.document().reason(),
                    refused.time(),
                    refused.document().json());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void writeHead(JsonGenerator out, Position position, @Nullable String documentId)
            throws IOException {
        out.writeStringField("position", position.id());
        out.writeStringField("kind", documentId == null ? "dead-letter" : "refused-document");
        if (documentId != null) {
            out.writeStringField("documentId", documentId);
        }
    }

    private static void writeBody(JsonGenerator out, String reason, long time, byte[] bytes) throws IOException {
        out.writeStringField("reason", reason);
        out.writeNumberField("time", time);
        writeBytes(out, bytes);
    }

    private static void writeBytes(JsonGenerator out, byte[] bytes) throws IOException {
        Optional<String> text = TerminalText.decode(bytes);
        if (text.isPresent()) {
            out.writeStringField("text", text.get());
        } else {
            out.writeStringField("hex", HexFormat.of().formatHex(bytes));
        }
    }
}
