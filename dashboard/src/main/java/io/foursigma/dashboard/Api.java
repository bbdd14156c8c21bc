// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.LatestSensor;
import io.foursigma.schemas.LedgerReport;
import io.foursigma.schemas.json.Json;
import io.foursigma.schemas.json.LedgerJson;
import io.foursigma.schemas.json.Problem;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.InsightReader;
import io.foursigma.stores.InsightReader.AnomalyQuery;
import io.foursigma.stores.LatestReader;
import io.foursigma.stores.StoreException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the requests of {@code docs/http-api.md} from the stores. */
final class Api {

    private static final Logger LOG = LoggerFactory.getLogger(Api.class);

    private final LatestReader latest;
    private final InsightReader insights;
    private final LedgerWatch ledger;
    private final HealthBoard health;
    private final PolicyBoard policies;
    private final long earliest;
    private final long last;

    Api(Settings settings, StoreReaders readers, LedgerWatch ledger, HealthBoard health, PolicyBoard policies) {
        this.latest = readers.latest();
        this.insights = readers.insights();
        this.ledger = ledger;
        this.health = health;
        this.policies = policies;
        this.earliest = settings.get(SettingsTable.TIME_EARLIEST).toEpochMilli();
        this.last = settings.get(SettingsTable.TIME_LATEST).toEpochMilli();
    }

    void addTo(RoutesConfig routes) {
        routes.before("/api/*", context -> context.header("Cache-Control", "no-store"));
        routes.get("/api/health", this::health);
        routes.get("/api/sensors", this::sensors);
        // The angle brackets let a name hold slashes, whether they are encoded or not.
        routes.get("/api/sensors/<sensor>", this::sensor);
        routes.get("/api/anomalies", this::anomalies);
        routes.get("/api/anomalies.csv", this::anomaliesAsTable);
        routes.get("/api/ledger", this::ledger);
        routes.get("/metrics", this::metrics);
        routes.exception(StoreException.class, Api::storeIsAway);
        routes.error(404, Api::notFound);
    }

    private void health(Context context) {
        Health now = health.health();
        context.status(now.up() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
        Answers.json(context, ApiJson.health(now));
    }

    private void sensors(Context context) {
        List<LatestSensor> byName = latest.all().stream()
                .sorted(Comparator.comparing(LatestSensor::sensor))
                .toList();
        Answers.json(context, ApiJson.sensors(byName));
    }

    private void sensor(Context context) {
        String sensor = context.pathParam("sensor");
        latest.sensor(sensor)
                .ifPresentOrElse(
                        found -> Answers.json(context, ApiJson.sensor(found)),
                        () -> Answers.problem(
                                context,
                                new Problem(
                                        404,
                                        "No such sensor",
                                        "no reading of a sensor '" + sensor
                                                + "' has come; /api/sensors lists those that are known",
                                        List.of())));
    }

    private void anomalies(Context context) {
        ask(context, (page, next) -> Answers.json(context, ApiJson.anomalies(page, next, policies)));
    }

    private void anomaliesAsTable(Context context) {
        ask(context, (page, next) -> {
            Answers.table(context, "anomalies.csv", AnomalyCsv.of(page), next);
        });
    }

    private interface PageWriter {
        void write(List<Anomaly> page, @Nullable String next);
    }

    private void ask(Context context, PageWriter writer) {
        Parameters parameters = new Parameters(context.queryParamMap(), AnomalyRequest.PARAMETERS);
        AnomalyQuery query = AnomalyRequest.read(parameters, earliest, last);
        if (query == null) {
            Answers.problem(context, parameters.problem());
        } else {
            List<Anomaly> page = insights.anomalies(query);
            writer.write(page, PageCursor.behind(page, Anomaly::time, query.size()));
        }
    }

    private void ledger(Context context) {
        LedgerReport report = ledger.report();
        Answers.json(context, Json.bytes(out -> LedgerJson.write(out, report)));
    }

    private void metrics(Context context) {
        context.contentType(LedgerMetrics.CONTENT_TYPE).result(LedgerMetrics.text(ledger.report()));
    }

    private static void storeIsAway(StoreException away, Context context) {
        LOG.warn("{} is not answered: {}", context.path(), away.getMessage());
        context.header("Retry-After", "5");
        Answers.problem(
                context,
                new Problem(
                        503,
                        "A store does not answer",
                        away.getMessage() + "; /api/health tells which stores are down, try again later",
                        List.of()));
    }

    private static void notFound(Context context) {
        String type = context.res().getContentType();
        if (type == null || !type.startsWith(Problem.MEDIA_TYPE)) {
            Answers.problem(
                    context,
                    new Problem(
                            404,
                            "Nothing is here",
                            "'" + context.path() + "' is no path of this relay; the page /api/ lists them",
                            List.of()));
        }
    }
}
