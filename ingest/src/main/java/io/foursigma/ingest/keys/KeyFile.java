// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.foursigma.schemas.json.Json;
import io.foursigma.schemas.process.PrivateFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The file of keys: NDJSON, a key a line. It is replaced as a whole, so a reader sees the keys of before or of after. */
final class KeyFile {

    private final Path file;

    KeyFile(Path file) {
        this.file = file;
    }

    /** A change of all keys. */
    @FunctionalInterface
    interface Change {
        /** The keys of after. */
        List<ApiKey> apply(List<ApiKey> keys);
    }

    /** The keys, none where there is no file. @throws IOException if it cannot be read, or holds something else */
    List<ApiKey> read() throws IOException {
        List<ApiKey> keys = new ArrayList<>();
        if (Files.notExists(file)) {
            return keys;
        }
        int number = 0;
        for (String line : Files.readAllLines(file, UTF_8)) {
            number++;
            if (!line.isBlank()) {
                keys.add(key(line, number));
            }
        }
        return keys;
    }

    /** Changes the keys; two changes at the same time come one after the other. */
    void change(Change change) throws IOException {
        PrivateFile.change(file, () -> {
            ByteArrayOutputStream lines = new ByteArrayOutputStream();
            for (ApiKey key : change.apply(read())) {
                lines.writeBytes(Json.bytes(out -> write(out, key)));
                lines.write('\n');
            }
            return lines.toByteArray();
        });
    }

    private static void write(JsonGenerator out, ApiKey key) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", key.name());
        out.writeStringField("sha256", key.sha256());
        out.writeStringField("made", key.made());
        out.writeEndObject();
    }

    private ApiKey key(String line, int number) throws IOException {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser in = Json.FACTORY.createParser(line)) {
            in.nextToken();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String field = in.currentName();
                in.nextToken();
                fields.put(field, in.getText());
            }
        }
        String name = fields.get("name");
        String sha256 = fields.get("sha256");
        if (name == null || sha256 == null || !sha256.matches("[0-9a-f]{64}")) {
            throw new IOException(
                    "line " + number + " is no key: 'foursigma keys' writes this file, edit it with that");
        }
        return new ApiKey(name, sha256, fields.getOrDefault("made", ""));
    }
}
