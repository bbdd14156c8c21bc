// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import io.foursigma.ingest.MessageItems;
import io.foursigma.schemas.json.Json;
import io.foursigma.schemas.json.Problem;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;

/** Writes answers in the form of {@code docs/collectors.md}. */
final class Answers {

    private static final int ACCEPTED = 202;
    private static final int PARTLY = 207;
    private static final int NONE = 400;

    private Answers() {}

    /** Tells how many readings were accepted, and what is wrong with each of the other items. */
    static void items(Context context, MessageItems items) {
        context.status(items.refusals().isEmpty() ? ACCEPTED : items.records().isEmpty() ? NONE : PARTLY);
        context.contentType("application/json").result(Json.bytes(out -> {
            out.writeStartObject();
            write(out, items);
            out.writeEndObject();
        }));
    }

    /** The same of a message of a connection, and which one it was. */
    static String message(long message, MessageItems items) {
        return text(out -> {
            out.writeStartObject();
            out.writeNumberField("message", message);
            write(out, items);
            out.writeEndObject();
        });
    }

    /** Why a message of a connection is refused as a whole. */
    static String refusedMessage(long message, Refusal refusal, String detail) {
        return text(out -> {
            out.writeStartObject();
            out.writeNumberField("message", message);
            out.writeStringField("title", refusal.title());
            out.writeStringField("detail", detail);
            out.writeEndObject();
        });
    }

    private static String text(Json.Writer writer) {
        return new String(Json.bytes(writer), UTF_8);
    }

    private static void write(JsonGenerator out, MessageItems items) throws IOException {
        out.writeNumberField("accepted", items.records().size());
        out.writeArrayFieldStart("refused");
        for (MessageItems.Refusal refusal : items.refusals()) {
            out.writeStartObject();
            out.writeNumberField("index", refusal.index());
            out.writeStringField("reason", refusal.reason());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** Tells why a request is refused as a whole, and after how long it is worth to be sent again. */
    static void refused(Context context, Refusal refusal, String detail, long retryAfterSeconds) {
        if (refusal.status() == 401) {
            context.header("WWW-Authenticate", "Bearer");
        }
        if (retryAfterSeconds > 0) {
            context.header("Retry-After", Long.toString(retryAfterSeconds));
        }
        problem(context, new Problem(refusal.status(), refusal.title(), detail, List.of()));
    }

    /** Answers with a problem document. */
    static void problem(Context context, Problem problem) {
        context.status(problem.status()).contentType(Problem.MEDIA_TYPE).result(problem.json());
    }
}
