// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.http;

import io.foursigma.ingest.MessageItems;
import io.foursigma.schemas.json.Json;
import io.foursigma.schemas.json.Problem;
import io.javalin.http.Context;
import java.util.List;

/** Writes answers in the form of {@code docs/collectors.md}. */
final class Answers {

    private static final int ACCEPTED = 202;
    private static final int PARTLY = 207;
    private static final int NONE = 400;

    private Answers() {}

    /** Tells how many readings were accepted, and what is wrong with each of the other items. */
    static void items(Context context, MessageItems items) {
        List<MessageItems.Refusal> refusals = items.refusals();
        int accepted = items.records().size();
        context.status(refusals.isEmpty() ? ACCEPTED : accepted == 0 ? NONE : PARTLY);
        context.contentType("application/json").result(Json.bytes(out -> {
            out.writeStartObject();
            out.writeNumberField("accepted", accepted);
            out.writeArrayFieldStart("refused");
            for (MessageItems.Refusal refusal : refusals) {
                out.writeStartObject();
                out.writeNumberField("index", refusal.index());
                out.writeStringField("reason", refusal.reason());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        }));
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
