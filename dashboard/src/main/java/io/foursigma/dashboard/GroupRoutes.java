// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.json.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers what is asked about groups of sensors, from what the relay knows of each sensor. */
final class GroupRoutes {

    private static final List<String> PARAMETERS = List.of("prefix", "depth", "size", "after");
    private static final String SEPARATOR = "/";
    private static final int DEFAULT_SIZE = 1_000;
    private static final int GREATEST_SIZE = 10_000;
    /** A name has 256 characters, so its path has no more levels than half of that. */
    private static final int GREATEST_DEPTH = 128;

    private final LiveHub hub;
    private final SensorGroups groups;
    private final HealthBoard health;

    /**
     * An interface to groups.
     *
     * @param hub knows the sensors
     * @param policies knows their units and limits
     * @param health knows whether their values are fresh
     */
    GroupRoutes(LiveHub hub, PolicyBoard policies, HealthBoard health) {
        this.hub = hub;
        this.groups = new SensorGroups(policies);
        this.health = health;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/groups", this::groups);
    }

    private void groups(Context context) {
        Parameters parameters = new Parameters(context.queryParamMap(), PARAMETERS);
        String prefix = prefix(parameters.text("prefix"));
        int depth = parameters.whole("depth", 1, GREATEST_DEPTH);
        int size = parameters.whole("size", DEFAULT_SIZE, GREATEST_SIZE);
        String after = parameters.text("after");
        if (!parameters.areGood()) {
            Answers.problem(context, parameters.problem());
            return;
        }
        List<SensorGroup> found = groups.find(hub.present(), prefix, depth);
        if (found.isEmpty()) {
            Answers.problem(
                    context,
                    new Problem(
                            404,
                            "No such group",
                            "no sensor's name begins with '" + prefix + "'; /api/groups lists those of the first level",
                            List.of()));
            return;
        }
        List<SensorGroup> page = found.stream()
                .skip(1)
                .filter(group -> after == null || group.prefix().compareTo(after) > 0)
                .limit(size)
                .toList();
        // The cursor is where the page ends: groups that come meanwhile are on the pages behind if they belong there.
        String next = page.size() < size ? null : page.get(size - 1).prefix();
        Answers.json(context, GroupJson.groups(found.get(0), page, next, health.problem(Health.REDIS)));
    }

    /** The last separator may be left out. */
    private static String prefix(@Nullable String given) {
        if (given == null || given.isEmpty()) {
            return "";
        }
        return given.endsWith(SEPARATOR) ? given : given + SEPARATOR;
    }
}
