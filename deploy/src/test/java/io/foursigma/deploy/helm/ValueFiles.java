// SPDX-License-Identifier: Apache-2.0
package io.foursigma.deploy.helm;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The sets of values that the chart is rendered with. */
enum ValueFiles {
    /** The chart's own. */
    DEFAULT,
    /** The example for k3s. */
    K3S,
    /** All that can be turned on. */
    EVERYTHING;

    /** The annotation that tells in the copy when the job runs. */
    static final String HOOK = "foursigma.test/hook";

    /** The files that stand above {@code values.yaml}. */
    List<Path> files() {
        return switch (this) {
            case DEFAULT -> List.of();
            case K3S -> List.of(Chart.FOURSIGMA.folder().resolve("values-k3s.yaml"));
            case EVERYTHING -> List.of(resource("everything.yaml"));
        };
    }

    /**
     * The objects of the chart with these values, the job among them.
     *
     * @param folder an empty folder for a copy of the chart
     */
    Rendered rendered(Path folder) throws IOException {
        return new Rendered(withoutHook(folder).render(files()));
    }

    /**
     * A copy of the chart in which the job is marked by {@value #HOOK}: Helm's library leaves hooks out of what it renders.
     *
     * @param folder an empty folder for the copy
     */
    static Chart withoutHook(Path folder) throws IOException {
        return Chart.FOURSIGMA.copyTo(folder, "templates/submitter-job.yaml", "helm.sh/hook:", HOOK + ':');
    }

    private static Path resource(String name) {
        URL resource = Objects.requireNonNull(ValueFiles.class.getResource(name), name);
        try {
            return Path.of(resource.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(name, e);
        }
    }
}
