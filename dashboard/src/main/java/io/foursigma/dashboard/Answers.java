// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.json.Problem;
import io.javalin.http.Context;

/** Answers that all parts of the HTTP interface give in the same form. */
final class Answers {

    private static final String JSON = "application/json";

    private Answers() {}

    static void json(Context context, byte[] document) {
        context.contentType(JSON).result(document);
    }

    /** A problem document, RFC 9457, with the status that it names. */
    static void problem(Context context, Problem problem) {
        context.status(problem.status()).contentType(Problem.MEDIA_TYPE).result(problem.json());
    }
}
