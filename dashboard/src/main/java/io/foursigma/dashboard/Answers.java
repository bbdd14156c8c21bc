// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.foursigma.schemas.json.Problem;
import io.javalin.http.Context;
import java.net.URLEncoder;
import org.jspecify.annotations.Nullable;

/** Answers that all parts of the HTTP interface give in the same form. */
final class Answers {

    private static final String JSON = "application/json";

    private Answers() {}

    static void json(Context context, byte[] document) {
        context.contentType(JSON).result(document);
    }

    /**
     * A table of CSV, RFC 4180.
     *
     * @param name of the file that a browser keeps it as
     * @param next cursor of the page behind it, null if there is none; a header tells where it is, RFC 8288
     */
    static void table(Context context, String name, byte[] table, @Nullable String next) {
        if (next != null) {
            context.header("Link", link(context, next));
        }
        context.header("Content-Disposition", "attachment; filename=\"" + name + '"');
        context.contentType(Csv.MEDIA_TYPE).result(table);
    }

    private static String link(Context context, String next) {
        StringBuilder link = new StringBuilder(context.path()).append("?after=").append(next);
        context.queryParamMap().forEach((name, values) -> {
            if (!name.equals("after")) {
                link.append('&').append(name).append('=').append(URLEncoder.encode(values.get(0), UTF_8));
            }
        });
        return '<' + link.toString() + ">; rel=\"next\"";
    }

    /** A problem document, RFC 9457, with the status that it names. */
    static void problem(Context context, Problem problem) {
        context.status(problem.status()).contentType(Problem.MEDIA_TYPE).result(problem.json());
    }
}
