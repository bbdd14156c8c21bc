// SPDX-License-Identifier: Apache-2.0
package io.foursigma.deploy.helm;

import static io.foursigma.deploy.helm.Chart.YAML;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import java.io.IOException;
import java.util.Map;

/**
 * Kubernetes' model of a kind of object. It refuses fields that the kind does not have and lacks none that it requires; and
 * a value of a wrong type, such as a number in quotes, does not survive being read and written again.
 *
 * @param type the model's class
 * @param validator refuses unknown and missing fields at all depths
 */
record StrictModel(Class<?> type, Validator validator) {

    /** Every kind that the chart may render, by apiVersion and kind. A Secret is none of them. */
    private static final Map<String, StrictModel> MODELS = Map.of(
            "v1 ConfigMap", new StrictModel(V1ConfigMap.class, V1ConfigMap::validateJsonElement),
            "v1 PersistentVolumeClaim",
                    new StrictModel(V1PersistentVolumeClaim.class, V1PersistentVolumeClaim::validateJsonElement),
            "v1 Service", new StrictModel(V1Service.class, V1Service::validateJsonElement),
            "v1 ServiceAccount", new StrictModel(V1ServiceAccount.class, V1ServiceAccount::validateJsonElement),
            "apps/v1 Deployment", new StrictModel(V1Deployment.class, V1Deployment::validateJsonElement),
            "batch/v1 Job", new StrictModel(V1Job.class, V1Job::validateJsonElement),
            "networking.k8s.io/v1 Ingress", new StrictModel(V1Ingress.class, V1Ingress::validateJsonElement),
            "networking.k8s.io/v1 NetworkPolicy",
                    new StrictModel(V1NetworkPolicy.class, V1NetworkPolicy::validateJsonElement),
            "policy/v1 PodDisruptionBudget",
                    new StrictModel(V1PodDisruptionBudget.class, V1PodDisruptionBudget::validateJsonElement));

    /** A model's own check. */
    interface Validator {
        /** Throws IllegalArgumentException if the object is not of the model. */
        void validate(JsonElement object) throws IOException;
    }

    /** Checks an object against the model of its kind. @throws IllegalArgumentException if it does not fit */
    static void check(JsonNode object) throws IOException {
        String kind =
                object.path("apiVersion").asText() + ' ' + object.path("kind").asText();
        StrictModel model = MODELS.get(kind);
        if (model == null) {
            throw new IllegalArgumentException(kind + " is no kind that the chart renders: one of " + MODELS.keySet());
        }
        JsonElement json = JsonParser.parseString(object.toString());
        model.validator.validate(json);
        JsonNode written = YAML.readTree(JSON.serialize(JSON.deserialize(object.toString(), model.type)));
        if (!withoutEmpty(written).equals(withoutEmpty(object))) {
            throw new IllegalArgumentException(kind + " is read as\n" + written + "\nbut was written as\n" + object);
        }
    }

    /** A copy without lists and objects that hold nothing: the models add those. */
    private static JsonNode withoutEmpty(JsonNode node) {
        JsonNode copy = node.deepCopy();
        removeEmpty(copy);
        return copy;
    }

    private static void removeEmpty(JsonNode node) {
        node.forEach(StrictModel::removeEmpty);
        if (node instanceof ObjectNode object) {
            object.removeIf(field -> field.isContainerNode() && field.isEmpty());
        }
    }
}
