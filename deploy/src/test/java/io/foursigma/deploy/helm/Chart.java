// SPDX-License-Identifier: Apache-2.0
package io.foursigma.deploy.helm;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A folder with a chart, as Helm sees it.
 *
 * @param folder the folder that holds {@code Chart.yaml}
 */
record Chart(Path folder) {

    /** The project's root folder. */
    static final Path HOME = Path.of(Objects.requireNonNull(
            System.getProperty("foursigma.home"), "run with -Dfoursigma.home=<the project's root>"));
    /** The chart of this project. */
    static final Chart FOURSIGMA = new Chart(HOME.resolve("deploy/helm/foursigma"));
    /** The oldest Kubernetes that {@code Chart.yaml} lets the chart be installed on. */
    private static final String OLDEST_KUBERNETES = "1.25.0";
    /** Reads YAML and refuses a key that stands twice in one object. */
    static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** What {@code helm lint --strict} says. */
    LintResult lint() {
        return new Helm(folder).lint().strict().call();
    }

    /**
     * The objects that Helm renders, hooks among them.
     *
     * @param values files that stand above {@code values.yaml}, the later above the earlier
     * @throws IllegalStateException with Helm's message, if the values or the templates are wrong
     */
    List<JsonNode> render(List<Path> values) {
        TemplateCommand template = new Helm(folder)
                .template()
                .withName("sensors")
                .withNamespace("monitoring")
                .withKubeVersion(OLDEST_KUBERNETES);
        values.forEach(template::withValuesFile);
        return documents(template.call());
    }

    /** What Helm tells the user after installing with these values. */
    String notes(List<Path> values) {
        InstallCommand install = new Helm(folder)
                .install()
                .withName("sensors")
                .withNamespace("monitoring")
                .withKubeVersion(OLDEST_KUBERNETES)
                .clientOnly()
                .dryRun();
        values.forEach(install::withValuesFile);
        return install.call().getOutput();
    }

    /** This chart within another folder, where the files may be changed. */
    Chart copyTo(Path parent) throws IOException {
        Path target = Files.createDirectories(parent).resolve(folder.getFileName());
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(folder.relativize(file).toString()));
            }
        }
        return new Chart(target);
    }

    /** This chart within another folder, with these values above its defaults: lint takes no files. */
    Chart copyTo(Path parent, List<Path> values) throws IOException {
        Chart copy = copyTo(parent);
        Path defaults = copy.folder.resolve("values.yaml");
        ObjectNode merged = (ObjectNode) YAML.readTree(defaults.toFile());
        for (Path file : values) {
            merge(YAML.readTree(file.toFile()), merged);
        }
        YAML.writeValue(defaults.toFile(), merged);
        return copy;
    }

    /** This chart within another folder, with some text of a file replaced. */
    Chart copyTo(Path parent, String file, String text, String replacement) throws IOException {
        Chart copy = copyTo(parent);
        Path changed = copy.folder.resolve(file);
        String before = Files.readString(changed);
        if (!before.contains(text)) {
            throw new IllegalArgumentException(file + " does not hold '" + text + "': give a text that it holds");
        }
        Files.writeString(changed, before.replace(text, replacement));
        return copy;
    }

    /** Puts values above others as Helm does: objects key by key, everything else as a whole. */
    private static void merge(JsonNode from, ObjectNode to) {
        from.properties().forEach(field -> {
            if (field.getValue().isObject() && to.get(field.getKey()) instanceof ObjectNode below) {
                merge(field.getValue(), below);
            } else {
                to.set(field.getKey(), field.getValue());
            }
        });
    }

    private static List<JsonNode> documents(String manifest) {
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(manifest)) {
            return Collections.unmodifiableList(documents.readAll().stream()
                    .filter(document -> !document.isNull() && !document.isMissingNode())
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(manifest, e);
        }
    }
}
