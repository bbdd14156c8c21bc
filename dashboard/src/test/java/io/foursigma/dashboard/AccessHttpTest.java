// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import static io.foursigma.dashboard.TestAccounts.OPERATOR;
import static io.foursigma.dashboard.TestAccounts.OPERATORS_LINE;
import static io.foursigma.dashboard.TestAccounts.OPERATORS_PASSWORD;
import static io.foursigma.dashboard.TestAccounts.VIEWER;
import static io.foursigma.dashboard.TestAccounts.VIEWERS_LINE;
import static io.foursigma.dashboard.TestAccounts.VIEWERS_PASSWORD;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.foursigma.dashboard.access.Access;
import io.foursigma.dashboard.access.Role;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsException;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.memory.InMemoryStores;
import io.javalin.Javalin;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A relay with accounts, over real sockets. */
class AccessHttpTest {

    private static final Pace PACE = new Pace(
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            Duration.ofMillis(200),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofMillis(50),
            Duration.ofMillis(50));

    private final BreakableReaders readers = new BreakableReaders(InMemoryStores.create());
    private final SettableClock clock = new SettableClock();
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path folder = Path.of("");

    private Settings settings = Settings.defaults().with(SettingsTable.RELAY_PORT, "0");
    private @Nullable Relay relay;

    @BeforeEach
    void start() {
        Path file = TestAccounts.write(folder, OPERATORS_LINE, VIEWERS_LINE);
        settings = settings.with(SettingsTable.RELAY_ACCOUNTS, file.toString());
        relay = Relay.start(settings, readers.all(), clock, PACE);
    }

    @AfterEach
    void stop() {
        relay().close();
        readers.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/sensors",
        "GET, /api/sensors/a%2Fb",
        "GET, /api/anomalies",
        "GET, /api/anomalies.csv",
        "GET, /api/episodes",
        "GET, /api/episodes.csv",
        "GET, /api/episodes/a",
        "PUT, /api/episodes/a/acknowledgement",
        "GET, /api/ledger",
        "GET, /api/session",
        "DELETE, /api/session",
        "GET, /api/health",
        "GET, /metrics",
        "GET, /main.js",
        "GET, /vendor/uplot-1.6.32/uPlot.esm.js",
        "GET, /nothing",
        "HEAD, /api/sensors",
        "PUT, /api/policies/a",
        "POST, /",
        "POST, /signin",
        "OPTIONS, /api/sensors",
        "WHATEVER, /api/sensors",
        // Other spellings of what is open, or of what is not.
        "GET, /api//sensors",
        "GET, //api/sensors",
        "GET, /api/%73ensors",
        "GET, /%61pi/sensors",
        "GET, /signin/../api/sensors",
        "GET, /signin.js/../api/sensors",
        "GET, /signin.js/%2e%2e/main.js",
        "GET, /signin.js%2F..%2Fmain.js",
        "GET, /signin.js;/../api/sensors",
        "GET, /signin;x=/api/sensors",
        "GET, /api/sensors;signin.js",
        "GET, /API/sensors",
        "GET, /metrics/",
        "GET, /api/session/",
        "POST, /api/session/",
        "POST, /api//session"
    })
    void nothingIsToldToWhoIsNotSignedIn(String method, String path) throws IOException {
        String answer = raw(method + ' ' + path, "");
        // 400: a spelling that the server does not accept from anybody.
        assertThat(answer).matches(text -> text.startsWith("HTTP/1.1 401 ") || text.startsWith("HTTP/1.1 400 "));
        assertThat(answer).doesNotContain("\"sensors\"", "import ", "<script");
    }

    @ParameterizedTest
    @CsvSource({
        "/, signin",
        "/index.html, signin",
        "/signin.html, signin",
        "/a/b.html, ../signin",
        "//evil.example/.html, ../../signin"
    })
    void pageLeadsToTheSignInPageOfThisRelayOnly(String path, String location) throws IOException {
        String answer = raw("GET " + path, "");
        assertThat(answer).startsWith("HTTP/1.1 302 ").contains("\r\nLocation: " + location + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/signin", "/signin.js", "/signin.css", "/style.css", "/favicon.svg"})
    void whatTheSignInPageIsMadeOfIsOpen(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(request("GET", path, null, null));
        assertThat(answer.statusCode()).isEqualTo(200);
        WebSafety.HEADERS.forEach((name, value) ->
                assertThat(answer.headers().firstValue(name)).as(name).hasValue(value));
    }

    @Test
    void refusalIsAProblemDocumentThatSaysWhatToDo() throws IOException, InterruptedException {
        HttpResponse<String> answer = send(request("GET", "/api/sensors", null, null));
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Session realm=\"foursigma\"");
        assertThat(answer.body()).contains("\"status\":401", "sign in on the page");
        assertThat(send(request("GET", "/metrics", null, null)).headers().firstValue("WWW-Authenticate"))
                .hasValue("Basic realm=\"foursigma\"");
    }

    @Test
    void sessionOpensEverythingUntilItIsEnded() throws IOException, InterruptedException {
        HttpResponse<String> answer = signIn(OPERATOR, OPERATORS_PASSWORD, null);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"signIn\":true,\"name\":\"anna\",\"role\":\"operator\"}");
        String header = answer.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(header)
                .matches("foursigma_session=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict")
                .doesNotContain("Secure");
        String cookie = cookie(answer);
        for (String path : new String[] {"/", "/main.js", "/api/sensors", "/api/ledger", "/metrics", "/api/session"}) {
            assertThat(send(request("GET", path, cookie, null)).statusCode())
                    .as(path)
                    .isEqualTo(200);
        }
        assertThat(send(request("GET", "/signin", cookie, null)).headers().firstValue("Location"))
                .hasValue("./");
        HttpResponse<String> out = send(request("DELETE", "/api/session", cookie, null));
        assertThat(out.statusCode()).isEqualTo(204);
        assertThat(out.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("foursigma_session=; Path=/; Expires=Thu, 01 Jan 1970");
        assertThat(send(request("GET", "/api/sensors", cookie, null)).statusCode())
                .isEqualTo(401);
    }

    @Test
    void wrongNameAndWrongPasswordHaveTheSameAnswer() throws IOException, InterruptedException {
        HttpResponse<String> wrongPassword = signIn(OPERATOR, "greenhous", null);
        HttpResponse<String> wrongName = signIn("nobody", OPERATORS_PASSWORD, null);
        assertThat(wrongPassword.statusCode()).isEqualTo(401);
        assertThat(wrongName.statusCode()).isEqualTo(401);
        assertThat(wrongName.body()).isEqualTo(wrongPassword.body());
        assertThat(wrongName.headers().map().keySet())
                .isEqualTo(wrongPassword.headers().map().keySet());
        assertThat(wrongName.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void tokenFromBeforeTheSignInOpensNothingAfterIt() throws IOException, InterruptedException {
        String planted = "foursigma_session=" + "A".repeat(43);
        String mine = cookie(signIn(OPERATOR, OPERATORS_PASSWORD, planted));
        assertThat(mine).isNotEqualTo(planted);
        assertThat(send(request("GET", "/api/sensors", planted, null)).statusCode())
                .isEqualTo(401);
        String again = cookie(signIn(VIEWER, VIEWERS_PASSWORD, mine));
        assertThat(send(request("GET", "/api/sensors", mine, null)).statusCode())
                .isEqualTo(401);
        assertThat(send(request("GET", "/api/session", again, null)).body()).contains("\"name\":\"bob\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "415 | text/plain       | {\"name\":\"anna\",\"password\":\"greenhouse\"}",
                "400 | application/json | {\"name\":\"anna\"}",
                "400 | application/json | {\"password\":\"greenhouse\"}",
                "400 | application/json | {\"name\":1,\"password\":[]}",
                "400 | application/json | nothing",
                "400 | application/json | ''"
            })
    void signInThatCannotBeReadIsToldSo(int status, String type, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri("/api/session"))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body))
                .build());
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void bodyOfASignInIsBounded() throws IOException, InterruptedException {
        assertThat(signIn(OPERATOR, "x".repeat(5_000), null).statusCode()).isEqualTo(413);
    }

    @Test
    void attemptsAreLimitedAndASignInThatSucceedsDoesNotLetOthersGoOn() throws IOException, InterruptedException {
        for (int i = 0; i < 10; i++) {
            assertThat(signIn("name-" + i, "wrong-password", null).statusCode()).isEqualTo(401);
        }
        HttpResponse<String> refused = signIn(OPERATOR, OPERATORS_PASSWORD, null);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("30");
        assertThat(metrics(OPERATOR, OPERATORS_PASSWORD).statusCode()).isEqualTo(429);
        clock.advance(30_000);
        assertThat(signIn(OPERATOR, OPERATORS_PASSWORD, null).statusCode()).isEqualTo(200);
        assertThat(signIn("name-11", "wrong-password", null).statusCode()).isEqualTo(401);
        assertThat(signIn(OPERATOR, OPERATORS_PASSWORD, null).statusCode()).isEqualTo(429);
    }

    @Test
    void programReadsMetricsAndHealthWithHttpBasicAndNothingElse() throws IOException, InterruptedException {
        assertThat(metrics(VIEWER, VIEWERS_PASSWORD).statusCode()).isEqualTo(200);
        assertThat(metrics(VIEWER, "wrong-password").statusCode()).isEqualTo(401);
        String basic = basic(VIEWER, VIEWERS_PASSWORD);
        assertThat(send(request("GET", "/api/health", null, basic)).statusCode())
                .isIn(200, 503);
        assertThat(send(request("GET", "/api/sensors", null, basic)).statusCode())
                .isEqualTo(401);
        assertThat(send(request("GET", "/metrics", null, "Basic %%%")).statusCode())
                .isEqualTo(401);
        assertThat(send(request("GET", "/metrics", null, "Bearer x")).statusCode())
                .isEqualTo(401);
    }

    @Test
    void pageOfAnotherSiteChangesNothing() throws IOException, InterruptedException {
        String cookie = cookie(signIn(OPERATOR, OPERATORS_PASSWORD, null));
        HttpRequest foreign = HttpRequest.newBuilder(uri("/api/session"))
                .header("Cookie", cookie)
                .header("Origin", "http://evil.example")
                .DELETE()
                .build();
        HttpResponse<String> answer = send(foreign);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(send(request("GET", "/api/sensors", cookie, null)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void liveStreamNeedsASessionAndEndsWithIt() throws IOException, InterruptedException {
        assertRefused(null);
        assertRefused("foursigma_session=" + "A".repeat(43));
        String cookie = cookie(signIn(VIEWER, VIEWERS_PASSWORD, null));
        AtomicReference<String> closed = live(cookie);
        send(request("DELETE", "/api/session", cookie, null));
        await().untilAsserted(() -> assertThat(closed).hasValue("4401 the session has ended; sign in again"));
        assertRefused(cookie);
    }

    @Test
    void liveStreamEndsWhenItsSessionIsOld() throws IOException, InterruptedException {
        AtomicReference<String> closed = live(cookie(signIn(VIEWER, VIEWERS_PASSWORD, null)));
        clock.advance(Duration.ofHours(12).toMillis());
        await().untilAsserted(() -> assertThat(closed.get()).startsWith("4401 "));
    }

    @Test
    void accountWhoseRoleHasChangedIsSignedOutAndOthersAreNot() throws IOException, InterruptedException {
        String bob = cookie(signIn(VIEWER, VIEWERS_PASSWORD, null));
        String anna = cookie(signIn(OPERATOR, OPERATORS_PASSWORD, null));
        AtomicReference<String> closed = live(bob);
        TestAccounts.write(folder, OPERATORS_LINE, VIEWERS_LINE.replace("viewer", "operator"));
        await().untilAsserted(() -> assertThat(closed.get()).startsWith("4401 "));
        assertThat(send(request("GET", "/api/sensors", bob, null)).statusCode()).isEqualTo(401);
        assertThat(send(request("GET", "/api/sensors", anna, null)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void upgradeOfAnyOtherPathTellsNothing() throws IOException {
        String upgrade = String.join(
                "\r\n",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "");
        for (String path : new String[] {"/api/sensors", "/main.js", "/", "/live", "//live", "/%6cive", "/live/"}) {
            assertThat(raw("GET " + path, upgrade))
                    .as(path)
                    .matches(answer -> answer.matches("(?s)HTTP/1.1 (302|4\\d\\d) .*"));
        }
    }

    @Test
    void cookieIsSecureWhereATrustedProxySpeaksTls() throws IOException, InterruptedException {
        HttpRequest.Builder forwarded = HttpRequest.newBuilder(uri("/api/session"))
                .header("Content-Type", "application/json")
                .header("X-Forwarded-Proto", "https")
                .POST(BodyPublishers.ofString(body(OPERATOR, OPERATORS_PASSWORD)));
        assertThat(send(forwarded.copy().build())
                        .headers()
                        .firstValue("Set-Cookie")
                        .orElseThrow())
                .doesNotContain("Secure");
        relay().close();
        relay = Relay.start(settings.with(SettingsTable.RELAY_TRUST_PROXY, "true"), readers.all(), clock, PACE);
        assertThat(send(forwarded.uri(uri("/api/session")).build())
                        .headers()
                        .firstValue("Set-Cookie")
                        .orElseThrow())
                .contains("; Secure");
    }

    @Test
    void trustedProxysClientsAreToldApartByTheAddressThatTheProxySaw() throws IOException, InterruptedException {
        relay().close();
        relay = Relay.start(settings.with(SettingsTable.RELAY_TRUST_PROXY, "true"), readers.all(), clock, PACE);
        for (int i = 0; i < 10; i++) {
            assertThat(forwardedMetrics("10.9.9." + i + ", 192.0.2.1", "wrong-password"))
                    .isEqualTo(401);
        }
        assertThat(forwardedMetrics("10.9.9.99, 192.0.2.1", VIEWERS_PASSWORD)).isEqualTo(429);
        assertThat(forwardedMetrics("192.0.2.1, 192.0.2.2", VIEWERS_PASSWORD)).isEqualTo(200);
    }

    @Test
    void faultsInTheFileOfAccountsStopTheStart() {
        Path file = TestAccounts.write(folder, "a\n", "b\n");
        assertThatThrownBy(() -> Relay.start(settings, readers.all(), clock, PACE))
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll("relay.accounts = '" + file + ", line 1'", "line 2'");
    }

    @Test
    void whatNeedsAnOperatorIsRefusedToAViewer() throws IOException, InterruptedException {
        Access access = Access.of(settings, clock);
        Javalin server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.jetty.host = "127.0.0.1";
            config.jetty.port = 0;
            access.addTo(config.routes, Answers::problem);
            config.routes.put("/policy", context -> {
                Access.require(context, Role.OPERATOR);
                context.result("set by " + Access.who(context));
            });
        });
        try {
            URI policy = URI.create("http://127.0.0.1:" + server.start().port() + "/policy");
            URI session = policy.resolve("/api/session");
            assertThat(put(policy, "").statusCode()).isEqualTo(401);
            HttpResponse<String> viewer = put(policy, cookie(signIn(session, VIEWER, VIEWERS_PASSWORD, null)));
            assertThat(viewer.statusCode()).isEqualTo(403);
            assertThat(viewer.body()).contains("this needs the role operator, and bob has the role viewer");
            assertThat(put(policy, cookie(signIn(session, OPERATOR, OPERATORS_PASSWORD, null)))
                            .body())
                    .isEqualTo("set by anna");
        } finally {
            server.stop();
        }
    }

    @Test
    void withoutAccountsEverybodyIsALocalOperator() throws IOException, InterruptedException {
        relay().close();
        relay = Relay.start(settings.with(SettingsTable.RELAY_ACCOUNTS, "off"), readers.all(), clock, PACE);
        assertThat(send(request("GET", "/api/session", null, null)).body())
                .isEqualTo("{\"signIn\":false,\"name\":\"local\",\"role\":\"operator\"}");
        assertThat(send(request("DELETE", "/api/session", null, null)).statusCode())
                .isEqualTo(204);
        assertThat(signIn(OPERATOR, OPERATORS_PASSWORD, null).statusCode()).isEqualTo(404);
        assertThat(send(request("GET", "/signin", null, null)).headers().firstValue("Location"))
                .hasValue("./");
        AtomicReference<String> closed = live("");
        relay().close();
        await().untilAsserted(() -> assertThat(closed.get()).startsWith("1001 "));
    }

    private Relay relay() {
        if (relay == null) {
            throw new IllegalStateException("not started");
        }
        return relay;
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + relay().port() + path);
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofString());
    }

    private HttpRequest request(String method, String path, @Nullable String cookie, @Nullable String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).method(method, BodyPublishers.noBody());
        if (cookie != null) {
            request.header("Cookie", cookie);
        }
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return request.build();
    }

    private HttpResponse<String> signIn(String name, String password, @Nullable String cookie)
            throws IOException, InterruptedException {
        return signIn(uri("/api/session"), name, password, cookie);
    }

    private HttpResponse<String> signIn(URI session, String name, String password, @Nullable String cookie)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(session)
                .header("Content-Type", "application/json")
                .header("Cookie", cookie == null ? "" : cookie)
                .POST(BodyPublishers.ofString(body(name, password)))
                .build());
    }

    private HttpResponse<String> put(URI uri, String cookie) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri)
                .header("Cookie", cookie)
                .PUT(BodyPublishers.noBody())
                .build());
    }

    private HttpResponse<String> metrics(String name, String password) throws IOException, InterruptedException {
        return send(request("GET", "/metrics", null, basic(name, password)));
    }

    private int forwardedMetrics(String forwardedFor, String password) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri("/metrics"))
                        .header("X-Forwarded-For", forwardedFor)
                        .header("Authorization", basic(VIEWER, password))
                        .build())
                .statusCode();
    }

    private static String basic(String name, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ':' + password).getBytes(UTF_8));
    }

    private static String body(String name, String password) {
        return "{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}";
    }

    private static String cookie(HttpResponse<String> answer) {
        String header = answer.headers().firstValue("Set-Cookie").orElseThrow();
        return header.substring(0, header.indexOf(';'));
    }

    /** The request as it is written here: a client would mend some of the paths. */
    private String raw(String methodAndPath, String headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), relay().port())) {
            socket.setSoTimeout(10_000);
            String connection = headers.isEmpty() ? "close" : "Upgrade";
            socket.getOutputStream()
                    .write((methodAndPath + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: " + connection
                                    + "\r\nContent-Length: 0\r\n" + headers + "\r\n")
                            .getBytes(UTF_8));
            InputStream in = socket.getInputStream();
            return new String(headers.isEmpty() ? in.readAllBytes() : in.readNBytes(20), UTF_8);
        }
    }

    private WebSocket connect(@Nullable String cookie, WebSocket.Listener listener) {
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Cookie", cookie == null ? "" : cookie)
                .buildAsync(URI.create("ws://127.0.0.1:" + relay().port() + "/live"), listener)
                .join();
    }

    private void assertRefused(@Nullable String cookie) {
        assertThatThrownBy(() -> connect(cookie, new WebSocket.Listener() {}))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(401));
    }

    /** What the stream will have been closed with, once it has begun. */
    private AtomicReference<String> live(String cookie) {
        AtomicReference<String> closed = new AtomicReference<>("");
        AtomicReference<String> begun = new AtomicReference<>("");
        WebSocket unused = connect(cookie, new WebSocket.Listener() {
            @Override
            public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
                begun.set("yes");
                socket.request(1);
                return null;
            }

            @Override
            public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
                closed.set(status + " " + reason);
                return null;
            }
        });
        await().untilAsserted(() -> assertThat(begun).hasValue("yes"));
        return closed;
    }
}
