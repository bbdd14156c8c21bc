// SPDX-License-Identifier: Apache-2.0
package io.foursigma.deploy.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * {@code docker-compose.yml} as an engine reads it: anchors resolved, variables replaced by those of {@code .env}.
 *
 * @param text the file as it is
 * @param variables those of {@code .env}
 */
record ComposeFile(String text, Map<String, String> variables) {

    /** A reference to a variable. The file uses no other form. */
    static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Z0-9_]+)}");

    private static final Path HOME = Path.of(System.getProperty("foursigma.home"));
    private static final Pattern DEFINITION = Pattern.compile("([A-Z0-9_]+)=(.*)");

    /** The project's file. */
    static ComposeFile read() {
        Map<String, String> variables = new LinkedHashMap<>();
        file(".env").lines().forEach(line -> {
            Matcher definition = DEFINITION.matcher(line);
            if (definition.matches()) {
                variables.put(definition.group(1), definition.group(2));
            }
        });
        return new ComposeFile(file("docker-compose.yml"), variables);
    }

    /** A path of the project. */
    static Path path(String inProject) {
        return HOME.resolve(inProject).normalize();
    }

    /** A file of the project as text. */
    static String file(String inProject) {
        try {
            return Files.readString(path(inProject));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A YAML file of the project. */
    static JsonNode yaml(String inProject) {
        return parse(file(inProject));
    }

    /** All of it, with the variables replaced. */
    JsonNode root() {
        return parse(REFERENCE.matcher(text).replaceAll(this::value));
    }

    /** All of it, with the variables as they stand. */
    JsonNode raw() {
        return parse(text);
    }

    /** The services by name, with the variables replaced. */
    Map<String, JsonNode> services() {
        return members(root().path("services"));
    }

    /** A service. */
    JsonNode service(String name) {
        return root().path("services").path(name);
    }

    /** The environment of a service. */
    Map<String, String> environment(String service) {
        Map<String, String> environment = new TreeMap<>();
        members(service(service).path("environment")).forEach((name, value) -> environment.put(name, value.asText()));
        return environment;
    }

    /** The members of an object by name. */
    static Map<String, JsonNode> members(JsonNode object) {
        Map<String, JsonNode> members = new TreeMap<>();
        object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }

    private String value(MatchResult reference) {
        String value = variables.get(reference.group(1));
        return Matcher.quoteReplacement(value == null ? reference.group() : value);
    }

    private static JsonNode parse(String yaml) {
        Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        return new ObjectMapper().valueToTree(tree);
    }
}
