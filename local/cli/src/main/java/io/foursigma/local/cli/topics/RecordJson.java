// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.topics;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.foursigma.local.cli.TerminalText;
import io.foursigma.schemas.json.Json;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Records as JSON, one a line, as {@code docs/look-at-topics.md} describes it. */
final class RecordJson {

    private RecordJson() {}

    static String line(ConsumerRecord<byte[], byte[]> record) {
        return TerminalText.jsonLine(Json.text(out -> write(out, record)));
    }

    private static void write(JsonGenerator out, ConsumerRecord<byte[], byte[]> record) throws IOException {
        out.writeStartObject();
        out.writeStringField("topic", record.topic());
        out.writeNumberField("partition", record.partition());
        out.writeNumberField("offset", record.offset());
        out.writeNumberField("timestamp", record.timestamp());
        out.writeFieldName("key");
        writeText(out, record.key());
        if (record.headers().iterator().hasNext()) {
            out.writeObjectFieldStart("headers");
            for (Header header : record.headers()) {
                // Of headers of one name the last one counts.
                if (header.equals(record.headers().lastHeader(header.key()))) {
                    out.writeFieldName(header.key());
                    writeText(out, header.value());
                }
            }
            out.writeEndObject();
        }
        writeValue(out, record.value());
        out.writeEndObject();
    }

    /** A string, or an object with the bytes where they are no UTF-8. */
    private static void writeText(JsonGenerator out, byte @Nullable [] bytes) throws IOException {
        if (bytes == null) {
            out.writeNull();
            return;
        }
        Optional<String> text = TerminalText.decode(bytes);
        if (text.isPresent()) {
            out.writeString(text.get());
        } else {
            out.writeStartObject();
            out.writeStringField("hex", HexFormat.of().formatHex(bytes));
            out.writeEndObject();
        }
    }

    private static void writeValue(JsonGenerator out, byte @Nullable [] bytes) throws IOException {
        Optional<String> text = bytes == null ? Optional.empty() : TerminalText.decode(bytes);
        if (bytes == null) {
            out.writeNullField("value");
        } else if (text.isEmpty()) {
            out.writeStringField("hex", HexFormat.of().formatHex(bytes));
        } else if (isJson(text.get())) {
            // As it stands, so that every number keeps all its digits.
            out.writeFieldName("value");
            out.writeRawValue(text.get().strip());
        } else {
            out.writeStringField("text", text.get());
        }
    }

    /** Whether the text is one JSON value, as programs of others understand it: without NaN and the infinities. */
    private static boolean isJson(String text) {
        try (JsonParser in = Json.FACTORY.createParser(text)) {
            in.disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS.mappedFeature());
            if (in.nextToken() == null) {
                return false;
            }
            in.skipChildren();
            in.finishToken();
            return in.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }
}
