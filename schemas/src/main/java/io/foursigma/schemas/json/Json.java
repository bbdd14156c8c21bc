// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The one JSON factory of the project, and writing to bytes. */
public final class Json {

    /**
     * Reads and writes doubles fast and to the last digit. {@code NaN} and the infinities are let through by the
     * parser, so that the codecs can name them as the reason of a dead letter. Text is UTF-8: where the first bytes look
     * like another encoding, no place in the bytes could be named.
     */
    public static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private Json() {}

    /** Writes one JSON value. */
    @FunctionalInterface
    public interface Writer {
        /** Writes the value to the generator, which the caller closes. */
        void write(JsonGenerator out) throws IOException;
    }

    /** The UTF-8 bytes of what {@code writer} writes. */
    public static byte[] bytes(Writer writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
            writer.write(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory refused a write", impossible);
        }
        return bytes.toByteArray();
    }

    /** The text of what {@code writer} writes. */
    public static String text(Writer writer) {
        return new String(bytes(writer), StandardCharsets.UTF_8);
    }

    /** What an error of the parser says, without the places in the source that it adds. */
    public static String firstLine(IOException error) {
        String message = String.valueOf(error.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    /** Writes a number, or null where there is none. */
    public static void optionalNumber(JsonGenerator out, String field, @Nullable Double value) throws IOException {
        out.writeFieldName(field);
        number(out, value);
    }

    /** Writes a number, or null where there is none. */
    public static void number(JsonGenerator out, @Nullable Double value) throws IOException {
        if (value == null) {
            out.writeNull();
        } else {
            out.writeNumber(value);
        }
    }
}
