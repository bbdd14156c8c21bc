// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.Episode;
import io.foursigma.schemas.json.Problem;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.InsightReader;
import io.foursigma.stores.InsightReader.EpisodeQuery;
import io.foursigma.stores.InsightReader.PageEnd;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers what is asked about episodes. */
final class EpisodeRoutes {

    private static final List<String> PARAMETERS = List.of("sensor", "from", "to", "state", "size", "after");
    private static final int DEFAULT_SIZE = 100;
    private static final int GREATEST_SIZE = 10_000;

    private final InsightReader insights;
    private final PolicyBoard policies;
    private final long earliest;
    private final long latest;

    /**
     * An interface to episodes.
     *
     * @param settings tell which event times there are
     * @param insights reads the episodes
     * @param policies knows who has seen them
     */
    EpisodeRoutes(Settings settings, InsightReader insights, PolicyBoard policies) {
        this.insights = insights;
        this.policies = policies;
        this.earliest = settings.get(SettingsTable.TIME_EARLIEST).toEpochMilli();
        this.latest = settings.get(SettingsTable.TIME_LATEST).toEpochMilli();
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/episodes", this::list);
        routes.get("/api/episodes.csv", this::table);
        routes.get("/api/episodes/{id}", this::one);
    }

    private void list(Context context) {
        ask(context, (page, next) -> Answers.json(context, EpisodeLiveJson.page(page, next, policies)));
    }

    private void table(Context context) {
        ask(context, (page, next) -> Answers.table(context, "episodes.csv", EpisodeCsv.of(page), next));
    }

    private void one(Context context) {
        String id = context.pathParam("id");
        insights.episode(id)
                .ifPresentOrElse(
                        episode -> Answers.json(context, EpisodeLiveJson.one(episode, policies)),
                        () -> Answers.problem(
                                context,
                                new Problem(
                                        404,
                                        "No such episode",
                                        "no episode has the id '" + id
                                                + "'; /api/episodes lists them, a new one after some seconds",
                                        List.of())));
    }

    private interface PageWriter {
        void write(List<Episode> page, @Nullable String next);
    }

    private void ask(Context context, PageWriter writer) {
        Parameters parameters = new Parameters(context.queryParamMap(), PARAMETERS);
        EpisodeQuery query = read(parameters);
        if (query == null) {
            Answers.problem(context, parameters.problem());
        } else {
            List<Episode> page = insights.episodes(query);
            writer.write(page, PageCursor.behind(page, Episode::first, query.size()));
        }
    }

    private @Nullable EpisodeQuery read(Parameters parameters) {
        String sensor = parameters.sensor();
        Boolean open = open(parameters);
        int size = parameters.whole("size", DEFAULT_SIZE, GREATEST_SIZE);
        PageEnd after = PageCursor.read(parameters);
        Parameters.Span span = parameters.span(earliest, latest);
        return parameters.areGood() ? new EpisodeQuery(sensor, span.from(), span.to(), open, size, after) : null;
    }

    private static @Nullable Boolean open(Parameters parameters) {
        String state = parameters.text("state");
        if (state == null) {
            return null;
        }
        if (!state.equals("open") && !state.equals("closed")) {
            parameters.refuse("state", "there is no such state", "give open or closed, or nothing for both");
        }
        return state.equals("open");
    }
}
