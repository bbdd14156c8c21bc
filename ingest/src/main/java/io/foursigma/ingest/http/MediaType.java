// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.http;

import io.foursigma.ingest.format.CsvMessageFormat;
import io.foursigma.ingest.format.JsonFormat;
import io.foursigma.ingest.format.JsonLinesFormat;
import io.foursigma.ingest.format.PayloadFormat;
import io.foursigma.ingest.format.SenmlFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What bodies are by their media type. */
enum MediaType {
    JSON,
    NDJSON,
    CSV,
    SENML;

    private static final String CHARSET = "charset=";

    /**
     * What a body is by its header.
     *
     * @param contentType the header {@code Content-Type}, if there is one
     * @throws RequestRefusedException if it is missing or names something else, or another character set than UTF-8
     */
    static MediaType of(@Nullable String contentType) throws RequestRefusedException {
        String header = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
        int charset = header.indexOf(CHARSET);
        if (charset >= 0
                && !header.substring(charset + CHARSET.length())
                        .replace("\"", "")
                        .split(";", 2)[0]
                        .strip()
                        .equals("utf-8")) {
            throw new RequestRefusedException(Refusal.UNSUPPORTED, "Content-Type '" + contentType + "': send UTF-8");
        }
        int parameters = header.indexOf(';');
        return switch ((parameters < 0 ? header : header.substring(0, parameters)).strip()) {
            case "application/json" -> JSON;
            case "application/x-ndjson", "application/ndjson", "application/jsonl" -> NDJSON;
            case "text/csv" -> CSV;
            case "application/senml+json" -> SENML;
            default ->
                throw new RequestRefusedException(
                        Refusal.UNSUPPORTED,
                        (contentType == null ? "no Content-Type" : "Content-Type '" + contentType + "'")
                                + ": send application/json, application/x-ndjson, text/csv or application/senml+json");
        };
    }

    /** A format of its own for one thread. */
    PayloadFormat format() {
        return switch (this) {
            case JSON -> new JsonFormat();
            case NDJSON -> new JsonLinesFormat();
            case CSV -> new CsvMessageFormat();
            case SENML -> new SenmlFormat();
        };
    }
}
