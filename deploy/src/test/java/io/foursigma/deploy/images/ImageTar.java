// SPDX-License-Identifier: Apache-2.0
package io.foursigma.deploy.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * An image as {@code docker load} would read it.
 *
 * @param tag its name and tag
 * @param config its configuration
 * @param layers the files of each layer, the lowest layer first, by path from the root
 * @param folders the rights of each folder, by path from the root with a slash behind it
 */
record ImageTar(String tag, JsonNode config, List<Map<String, byte[]>> layers, Map<String, Integer> folders) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads the image that a module has built to this folder of it. @throws AssertionError if there is none */
    static ImageTar of(String module) throws IOException {
        Path tar = Path.of(System.getProperty("foursigma.home"), module, "jib-image.tar");
        if (Files.notExists(tar)) {
            throw new AssertionError(tar + " is missing: build it with 'mvn package -Pimages'");
        }
        try (InputStream file = Files.newInputStream(tar)) {
            Map<String, byte[]> parts = files(file);
            JsonNode manifest = JSON.readTree(parts.get("manifest.json")).path(0);
            List<Map<String, byte[]>> layers = new ArrayList<>();
            Map<String, Integer> folders = new HashMap<>();
            for (JsonNode layer : manifest.path("Layers")) {
                byte[] packed = parts.getOrDefault(layer.asText(), new byte[0]);
                layers.add(files(unpacked(packed)));
                folders.putAll(folders(unpacked(packed)));
            }
            return new ImageTar(
                    manifest.path("RepoTags").path(0).asText(),
                    JSON.readTree(parts.get(manifest.path("Config").asText())),
                    layers,
                    folders);
        }
    }

    private static InputStream unpacked(byte[] layer) throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(layer));
    }

    private static Map<String, Integer> folders(InputStream tar) throws IOException {
        Map<String, Integer> folders = new HashMap<>();
        TarArchiveInputStream entries = new TarArchiveInputStream(tar);
        for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
            if (entry.isDirectory()) {
                folders.put(entry.getName(), entry.getMode() & 0777);
            }
        }
        return folders;
    }

    /** What runs when the image is started. */
    List<String> entryPoint() {
        List<String> words = new ArrayList<>();
        config.path("config").path("Entrypoint").forEach(word -> words.add(word.asText()));
        return words;
    }

    /** All files by path; of two with one path, the one of the higher layer. */
    Map<String, byte[]> allFiles() {
        Map<String, byte[]> all = new HashMap<>();
        layers.forEach(all::putAll);
        return all;
    }

    private static Map<String, byte[]> files(InputStream tar) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        TarArchiveInputStream entries = new TarArchiveInputStream(tar);
        for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
            if (entry.isFile()) {
                files.put(entry.getName(), entries.readAllBytes());
            }
        }
        return files;
    }
}
