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
                        "PersistentVolumeClaim",
                        "PodDisruptionBudget",
                        "Service",
                        "ServiceAccount");
    }

    @Test
    void whatIsOffIsNotRendered(@TempDir Path first, @TempDir Path second) throws IOException {
        assertThat(kinds(ValueFiles.DEFAULT.rendered(first))).doesNotContain("Ingress", "PersistentVolumeClaim");
        assertThat(kinds(ValueFiles.K3S.rendered(second))).contains("Ingress").doesNotContain("PodDisruptionBudget");
    }

    @ParameterizedTest(name = "{1} -> {2}")
    @CsvSource(delimiter = '|', textBlock = """
            relay-deployment.yaml | replicas: {{                 | replica: {{                  | `replica`
            relay-deployment.yaml | periodSeconds: 5             | periodSecond: 5              | `periodSecond`
            relay-deployment.yaml | failureThreshold: 2          | failureThreshold: "2"        | is read as
            relay-deployment.yaml | - name: http                 | - containerIP: 10.0.0.1      | `containerIP`
            relay-deployment.yaml | kind: Deployment             | kind: Secret                 | Secret is no kind
            network-policies.yaml | policyTypes:                 | policyType:                  | `policyType`
            submitter-job.yaml    | backoffLimit:                | backofLimit:                 | `backofLimit`
            relay-ingress.yaml    | pathType: Prefix             | pathTypo: Prefix             | `pathTypo`
            _helpers.tpl          | readOnlyRootFilesystem: true | readOnlyRootFileSystem: true | `readOnlyRootFileSystem`
            """)
    void brokenTemplateIsSeen(String file, String text, String replacement, String seen, @TempDir Path folder)
            throws IOException {
        Chart chart = ValueFiles.withoutHook(folder);
        Chart broken = chart.copyTo(folder.resolve("broken"), "templates/" + file, text, replacement);
        List<JsonNode> objects = broken.render(ValueFiles.EVERYTHING.files());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> {
                    for (JsonNode object : objects) {
                        StrictModel.check(object);
                    }
                })
                .withMessageContaining(seen);
    }

    @Test
    void jobIsAHookSoThatHelmWaitsForIt(@TempDir Path first, @TempDir Path second) throws IOException {
        assertThat(new Rendered(Chart.FOURSIGMA.render(List.of())).all("Job"))
                .as("what helm renders beside hooks")
                .isEmpty();
        String hook = "/metadata/annotations/" + ValueFiles.HOOK.replace("/", "~1");
        assertThat(ValueFiles.DEFAULT
                        .rendered(first)
                        .one("Job", "-submitter")
                        .at(hook)
                        .asText())
                .isEqualTo("post-install");
        assertThat(ValueFiles.EVERYTHING
                        .rendered(second)
                        .one("Job", "-submitter")
                        .at(hook)
                        .asText())
                .isEqualTo("post-install,post-upgrade");
    }

    @Test
    void notesTellWhereThePageIs() {
        assertThat(Chart.FOURSIGMA.notes(ValueFiles.DEFAULT.files()))
                .contains("kubectl -n monitoring port-forward service/sensors-foursigma-relay 8080:80")
                .contains("logs job/sensors-foursigma-submitter");
        assertThat(Chart.FOURSIGMA.notes(ValueFiles.EVERYTHING.files()))
                .contains("https://sensors.example.org/ https://greenhouses.example.org/")
                .doesNotContain("port-forward");
    }

    private static Set<String> kinds(Rendered rendered) {
        Set<String> kinds = new TreeSet<>();
        rendered.objects().forEach(object -> kinds.add(object.path("kind").textValue()));
        return kinds;
    }
}
