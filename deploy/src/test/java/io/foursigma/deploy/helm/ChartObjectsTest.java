// SPDX-License-Identifier: Apache-2.0
package io.foursigma.deploy.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each rendered object is one that Kubernetes knows, field by field. */
class ChartObjectsTest {

    @ParameterizedTest
    @EnumSource
    void everyObjectFitsItsModelStrictly(ValueFiles values, @TempDir Path folder) throws IOException {
        List<JsonNode> objects = values.rendered(folder).objects();
        assertThat(objects).isNotEmpty();
        for (JsonNode object : objects) {
            StrictModel.check(object);
        }
    }

    @Test
    void everyKindIsRenderedWhenAllIsOn(@TempDir Path folder) throws IOException {
        assertThat(kinds(ValueFiles.EVERYTHING.rendered(folder)))
                .containsExactly(
                        "ConfigMap",
                        "Deployment",
                        "Ingress",
                        "Job",
                        "NetworkPolicy",
                        "PodDisruptionBudget",
                        "Service",
                        "ServiceAccount");
    }

    @Test
    void whatIsOffIsNotRendered(@TempDir Path first, @TempDir Path second) throws IOException {
        assertThat(kinds(ValueFiles.DEFAULT.rendered(first))).doesNotContain("Ingress");
        assertThat(kinds(ValueFiles.K3S.rendered(second))).contains("Ingress").doesNotContain("PodDisruptionBudget");
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource({
        "'replicas: {{', 'replica: {{', an unknown field of the specification",
        "'periodSeconds: 5', 'periodSecond: 5', an unknown field of a probe",
        "'readOnlyRootFilesystem: true', 'readOnlyRootFileSystem: true', an unknown field that the templates share",
        "'kind: Deployment', 'kind: Secret', a kind that the chart must not render",
        "'failureThreshold: 2', 'failureThreshold: \"2\"', a number in quotes",
        "'name: http', 'title: http', a required field that is missing",
    })
    void brokenTemplateIsSeen(String text, String replacement, String what, @TempDir Path folder) throws IOException {
        String file = text.startsWith("readOnly") ? "templates/_helpers.tpl" : "templates/relay-deployment.yaml";
        List<JsonNode> objects =
                Chart.FOURSIGMA.copyTo(folder, file, text, replacement).render(List.of());
        assertThatIllegalArgumentException().as(what).isThrownBy(() -> {
            for (JsonNode object : objects) {
                StrictModel.check(object);
            }
        });
    }

    private static Set<String> kinds(Rendered rendered) {
        Set<String> kinds = new TreeSet<>();
        rendered.objects().forEach(object -> kinds.add(object.path("kind").textValue()));
        return kinds;
    }
}
