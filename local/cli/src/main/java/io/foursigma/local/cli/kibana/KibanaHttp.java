// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.kibana;

import io.foursigma.local.cli.CliException;
import io.foursigma.local.cli.TerminalText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Kibana's HTTP interface. Every failure is told with its cure. */
final class KibanaHttp {

    private static final String BOUNDARY = "foursigma-kibana-objects";
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final int SHOWN_CHARACTERS = 300;

    private final String shown;
    private final URI endpoint;
    private final @Nullable String authorization;

    /**
     * A Kibana.
     *
     * @param url its address
     * @param authorization the header that says who asks; null for nobody
     * @throws CliException if the address is none, or holds a password
     */
    KibanaHttp(String url, @Nullable String authorization) {
        this.authorization = authorization;
        URI base;
        try {
            base = URI.create(url.replaceFirst("/+$", ""));
        } catch (IllegalArgumentException e) {
            throw notAnAddress(url);
        }
        if (base.getHost() == null || !String.valueOf(base.getScheme()).matches("https?")) {
            throw notAnAddress(url);
        }
        if (base.getUserInfo() != null) {
            throw new CliException(
                    CliException.WRONG_INPUT,
                    "--kibana: an address is seen by others; give the user with --user and --password-file");
        }
        shown = base.toString();
        endpoint = URI.create(base + "/api/saved_objects/_import?overwrite=true");
    }

    /** The header of a user with a password. */
    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ':' + password).getBytes(StandardCharsets.UTF_8));
    }

    /** Imports objects over those of the same ids. @throws CliException if Kibana does not say what became of them */
    ImportAnswer importObjects(byte[] ndjson) {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint)
                .timeout(ANSWER)
                .header("kbn-xsrf", "true")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArray(form(ndjson)));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        try {
            HttpClient client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .build();
            HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw refused(response);
            }
            return ImportAnswer.read(response.body());
        } catch (IOException e) {
            throw failed("does not answer as Kibana does (" + e + "): start it, or correct --kibana");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(CliException.FAILED, "Stopped before Kibana has answered.");
        }
    }

    /** The one file of a form. Kibana takes it by the ending of its name. */
    private static byte[] form(byte[] ndjson) {
        ByteArrayOutputStream form = new ByteArrayOutputStream(ndjson.length + 256);
        form.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\";"
                        + " filename=\"foursigma.ndjson\"\r\nContent-Type: application/ndjson\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        form.writeBytes(ndjson);
        form.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return form.toByteArray();
    }

    private CliException refused(HttpResponse<byte[]> response) {
        String text = new String(response.body(), StandardCharsets.UTF_8);
        String said = "HTTP " + response.statusCode() + ' '
                + TerminalText.oneLine(text.substring(0, Math.min(SHOWN_CHARACTERS, text.length())));
        return failed(
                switch (response.statusCode()) {
                    case 401 ->
                        "does not know who asks: give --user and --password-file, or --api-key-file (" + said + ")";
                    case 403 -> "does not let this user write saved objects: give one who may (" + said + ")";
                    case 404 -> "has no such path: give its base path and its space with --kibana (" + said + ")";
                    case 503 -> "is not ready yet: wait until it is, then run this again (" + said + ")";
                    default -> "refuses the import: see its log (" + said + ")";
                });
    }

    private CliException failed(String why) {
        return new CliException(CliException.WRONG_INPUT, "Kibana at " + shown + ' ' + why);
    }

    private static CliException notAnAddress(String url) {
        return new CliException(
                CliException.WRONG_INPUT, "--kibana = '" + url + "': give an address such as http://127.0.0.1:5601");
    }
}
