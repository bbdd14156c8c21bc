// SPDX-License-Identifier: Apache-2.0
package io.foursigma.deploy.helm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a chart renders to.
 *
 * @param objects the objects of Kubernetes
 */
record Rendered(List<JsonNode> objects) {

    /** The objects of a kind. */
    List<JsonNode> all(String kind) {
        return objects.stream()
                .filter(object -> object.path("kind").textValue().equals(kind))
                .toList();
    }

    /** The one object of a kind whose name ends so. */
    JsonNode one(String kind, String nameEnd) {
        List<JsonNode> found = all(kind).stream()
                .filter(object -> object.at("/metadata/name").textValue().endsWith(nameEnd))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError("not one " + kind + " whose name ends in " + nameEnd + ", but " + found.size());
        }
        return found.get(0);
    }

    /** Whether there is an object of that kind and name. */
    boolean has(String kind, String name) {
        return all(kind).stream()
                .anyMatch(object -> object.at("/metadata/name").textValue().equals(name));
    }

    /** The specifications of all pods. */
    List<JsonNode> pods() {
        return objects.stream()
                .map(object -> object.at("/spec/template/spec"))
                .filter(JsonNode::isObject)
                .toList();
    }

    /** The texts of a JSON object. */
    static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().textValue()));
        return texts;
    }
}
