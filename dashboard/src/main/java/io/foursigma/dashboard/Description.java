// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The description of the HTTP interface for programs, an OpenAPI document. The page {@code /api/} shows it. */
final class Description {

    private static final String FILE = "openapi.json";

    private Description() {}

    static void addTo(RoutesConfig routes) {
        byte[] document = document();
        routes.get("/api/" + FILE, context -> {
            context.header("Cache-Control", Revalidation.PUBLIC);
            Answers.json(context, document);
        });
    }

    static byte[] document() {
        try (InputStream in = Objects.requireNonNull(Description.class.getResourceAsStream(FILE), FILE)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read", e);
        }
    }
}
