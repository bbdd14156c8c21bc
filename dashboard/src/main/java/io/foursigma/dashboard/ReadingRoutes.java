// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.LatestReading;
import io.foursigma.schemas.LatestSensor;
import io.foursigma.schemas.json.Json;
import io.foursigma.schemas.json.Problem;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.schemas.settings.TimeLimits;
import io.foursigma.stores.InsightReader;
import io.foursigma.stores.LatestReader;
import io.foursigma.stores.ReadingHistory.Budget;
import io.foursigma.stores.history.Explain;
import io.foursigma.stores.history.Explanation;
import io.foursigma.stores.history.ExplanationJson;
import io.foursigma.stores.history.RawReadings;
import io.foursigma.stores.history.RawReadingsJson;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.Consumer;

/** Answers from the readings that Kafka still holds: why an anomaly is one, and raw values. */
final class ReadingRoutes {

    private static final List<String> PARAMETERS = List.of("sensor", "from", "to", "size");
    private static final int DEFAULT_SIZE = 1_000;
    private static final int GREATEST_SIZE = 10_000;

    private final InsightReader insights;
    private final LatestReader latest;
    private final PolicyBoard policies;
    private final Explain explain;
    private final RawReadings raw;
    private final long earliest;
    private final long last;

    ReadingRoutes(Settings settings, StoreReaders readers, PolicyBoard policies) {
        this.insights = readers.insights();
        this.latest = readers.latest();
        this.policies = policies;
        this.explain = new Explain(readers.readings(), settings, Budget.OF_A_REQUEST);
        this.raw = new RawReadings(readers.readings(), TimeLimits.of(settings), Budget.OF_A_REQUEST);
        this.earliest = settings.get(SettingsTable.TIME_EARLIEST).toEpochMilli();
        this.last = settings.get(SettingsTable.TIME_LATEST).toEpochMilli();
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/anomalies/{id}", this::anomaly);
        routes.get("/api/anomalies/{id}/explain", this::explain);
        routes.get("/api/readings", this::readings);
    }

    private void anomaly(Context context) {
        withAnomaly(context, anomaly -> Answers.json(context, ApiJson.anomaly(anomaly, policies)));
    }

    private void explain(Context context) {
        withAnomaly(context, anomaly -> {
            Explanation explanation = explain.explain(anomaly);
            Answers.json(context, Json.bytes(out -> ExplanationJson.write(out, anomaly, explanation)));
        });
    }

    private void withAnomaly(Context context, Consumer<Anomaly> answer) {
        String id = context.pathParam("id");
        insights.anomaly(id)
                .ifPresentOrElse(
                        answer,
                        () -> notFound(
                                context,
                                "No such anomaly",
                                "no anomaly has the id '" + id
                                        + "'; /api/anomalies lists them, a new one after some seconds"));
    }

    private void readings(Context context) {
        Parameters parameters = new Parameters(context.queryParamMap(), PARAMETERS);
        String sensor = parameters.requiredSensor();
        int size = parameters.whole("size", DEFAULT_SIZE, GREATEST_SIZE);
        Parameters.Span span = parameters.span(earliest, last);
        if (parameters.areGood()) {
            answer(context, new RawReadings.Query(sensor, span.from(), span.to(), size));
        } else {
            Answers.problem(context, parameters.problem());
        }
    }

    /** A sensor's readings lie where its latest one lies. */
    private void answer(Context context, RawReadings.Query query) {
        LatestReading reading =
                latest.sensor(query.sensor()).map(LatestSensor::reading).orElse(null);
        if (reading == null) {
            notFound(
                    context,
                    "No such sensor",
                    "no reading of a sensor '" + query.sensor()
                            + "' has come; /api/sensors lists those that are known");
            return;
        }
        RawReadings.Found found = raw.read(query, reading.partition());
        Answers.json(context, Json.bytes(out -> RawReadingsJson.write(out, query.sensor(), found)));
    }

    private static void notFound(Context context, String title, String detail) {
        Answers.problem(context, new Problem(404, title, detail, List.of()));
    }
}
