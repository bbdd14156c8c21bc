// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.foursigma.schemas.json.Json;
import io.foursigma.schemas.json.JsonFields;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signing in and out, and who is signed in: {@code /signin} and {@code /api/session}. */
final class SessionApi {

    static final String PATH = "/api/session";
    static final String PAGE = "/signin";

    private static final Logger LOG = LoggerFactory.getLogger(SessionApi.class);
    private static final String HTML = "/io/foursigma/dashboard/page/signin.html";
    private static final int MOST_BYTES = 4_096;

    private final @Nullable SignIn signIn;

    /** {@code signIn} is null where sign-in is off. */
    SessionApi(@Nullable SignIn signIn) {
        this.signIn = signIn;
    }

    void addTo(RoutesConfig routes) {
        routes.get(PAGE, this::page);
        routes.get(PATH, context -> answer(context, Access.visitor(context)));
        routes.post(PATH, this::open);
        routes.delete(PATH, this::end);
    }

    /** Only who is not signed in has something to do here. */
    private void page(Context context) throws IOException {
        context.header("Cache-Control", "no-store");
        if (signIn == null || signIn.visitor(context) != null) {
            context.redirect("./");
            return;
        }
        try (InputStream html = SessionApi.class.getResourceAsStream(HTML)) {
            if (html == null) {
                throw new IllegalStateException("the page is not in the jar: " + HTML);
            }
            context.html(new String(html.readAllBytes(), UTF_8));
        }
    }

    private void open(Context context) {
        if (signIn == null) {
            throw Refusal.signInIsOff();
        }
        Given given = given(context);
        Caller caller = signIn.caller(context);
        Account account = signIn.check(caller, given.name(), given.password(), false);
        // Nothing that was known before the sign-in opens anything after it.
        endPresent(context, signIn);
        SessionCookie.give(context, signIn.sessions().open(account), caller.secure());
        LOG.info("{} has signed in from {}", account, caller.network());
        answer(context, Visitor.of(account));
    }

    private void end(Context context) {
        if (signIn != null) {
            endPresent(context, signIn);
            SessionCookie.takeBack(context, signIn.caller(context).secure());
            LOG.info("{} has signed out", Access.who(context));
        }
        context.status(204);
    }

    private static void endPresent(Context context, SignIn signIn) {
        String token = SessionCookie.token(context);
        if (token != null) {
            signIn.sessions().end(token);
        }
    }

    private void answer(Context context, Visitor visitor) {
        context.contentType("application/json").result(Json.bytes(out -> {
            out.writeStartObject();
            out.writeBooleanField("signIn", signIn != null);
            out.writeStringField("name", visitor.name());
            out.writeStringField("role", visitor.role().text());
            out.writeEndObject();
        }));
    }

    private record Given(String name, String password) {}

    /** A form of another site cannot send this type. */
    private static Given given(Context context) {
        String type = context.contentType();
        if (type == null || !type.startsWith("application/json")) {
            throw Refusal.malformed(415, "the body is not said to be JSON; send Content-Type: application/json");
        }
        try {
            byte[] body = context.bodyInputStream().readNBytes(MOST_BYTES + 1);
            if (body.length > MOST_BYTES) {
                throw Refusal.malformed(413, "the body is larger than " + MOST_BYTES + " bytes");
            }
            JsonFields fields = JsonFields.read(body);
            return new Given(fields.text("name"), fields.text("password"));
        } catch (IOException e) {
            throw Refusal.malformed(400, "send {\"name\":\"...\",\"password\":\"...\"}");
        }
    }
}
