// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.WindowStats;
import io.foursigma.schemas.json.Json;
import io.foursigma.schemas.json.WindowStatsJson;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.WindowHistory;
import io.foursigma.stores.WindowHistory.Bin;
import io.foursigma.stores.WindowHistory.CourseQuery;
import io.foursigma.stores.WindowHistory.WindowQuery;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers what is asked about the past of one sensor: its windows, and its course over any span. */
final class WindowRoutes {

    private static final int DEFAULT_SIZE = 100;
    private static final int GREATEST_SIZE = 10_000;
    private static final int DEFAULT_POINTS = 1_000;
    private static final List<String> COURSE_PARAMETERS = List.of("sensor", "from", "to", "points");
    private static final List<String> WINDOW_PARAMETERS = List.of("sensor", "from", "to", "size", "after");
    private static final List<String> COLUMNS =
            List.of("sensor", "start", "end", "revision", "count", "mean", "std", "sampleStd", "min", "max");

    private final WindowHistory windows;
    private final Clock clock;
    private final long length;
    private final long openMillis;
    private final long earliest;
    private final long latest;

    WindowRoutes(Settings settings, WindowHistory windows, Clock clock) {
        this.windows = windows;
        this.clock = clock;
        this.length = settings.get(SettingsTable.WINDOW_LENGTH).toMillis();
        this.openMillis =
                length + settings.get(SettingsTable.WINDOW_ALLOWED_LATENESS).toMillis();
        this.earliest = settings.get(SettingsTable.TIME_EARLIEST).toEpochMilli();
        this.latest = settings.get(SettingsTable.TIME_LATEST).toEpochMilli();
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/windows", this::windows);
        routes.get("/api/windows.csv", this::windowsAsTable);
        routes.get("/api/course", this::course);
    }

    private void windows(Context context) {
        ask(
                context,
                (page, next) -> Answers.json(context, Json.bytes(out -> {
                    out.writeStartObject();
                    out.writeArrayFieldStart("windows");
                    for (WindowStats window : page) {
                        WindowStatsJson.write(out, window);
                    }
                    out.writeEndArray();
                    out.writeStringField("next", next);
                    out.writeEndObject();
                })));
    }

    private void windowsAsTable(Context context) {
        ask(context, (page, next) -> {
            Csv table = new Csv(COLUMNS);
            for (WindowStats window : page) {
                table.add(
                        window.sensor(),
                        Instant.ofEpochMilli(window.start()),
                        Instant.ofEpochMilli(window.end()),
                        window.revision(),
                        window.count(),
                        window.mean(),
                        window.std(),
                        window.sampleStd(),
                        window.min(),
                        window.max());
            }
            Answers.table(context, "windows.csv", table.bytes(), next);
        });
    }

    private interface PageWriter {
        void write(List<WindowStats> page, @Nullable String next);
    }

    /** A sensor has one window at a time: the start of a page's last one is where the next page begins. */
    private void ask(Context context, PageWriter writer) {
        Parameters parameters = new Parameters(context.queryParamMap(), WINDOW_PARAMETERS);
        String sensor = parameters.requiredSensor();
        int size = parameters.whole("size", DEFAULT_SIZE, GREATEST_SIZE);
        Parameters.Span span = parameters.span(earliest, latest);
        String after = parameters.text("after");
        if (after != null && !after.matches("-?\\d{1,18}")) {
            parameters.refuse("after", "it is no cursor", "give 'next' of the answer before, as it is");
        }
        if (!parameters.areGood()) {
            Answers.problem(context, parameters.problem());
            return;
        }
        long to = after == null ? span.to() : Math.min(span.to(), Long.parseLong(after));
        List<WindowStats> page = windows.windows(new WindowQuery(sensor, span.from(), to, size));
        keepIfClosed(context, to);
        boolean whole = page.size() == size;
        writer.write(page, whole ? Long.toString(page.get(size - 1).start()) : null);
    }

    private void course(Context context) {
        Parameters parameters = new Parameters(context.queryParamMap(), COURSE_PARAMETERS);
        String sensor = parameters.requiredSensor();
        int points = parameters.whole("points", DEFAULT_POINTS, WindowHistory.MOST_BINS);
        Parameters.Span span = parameters.span(earliest, latest);
        if (!parameters.areGood()) {
            Answers.problem(context, parameters.problem());
            return;
        }
        CourseQuery query = query(sensor, span, points);
        List<Bin> bins = windows.course(query);
        keepIfClosed(context, query.to());
        Answers.json(context, Json.bytes(out -> {
            out.writeStartObject();
            out.writeStringField("sensor", sensor);
            out.writeNumberField("from", query.from());
            out.writeNumberField("to", query.to());
            out.writeNumberField("interval", query.interval());
            out.writeNumberField(
                    "windows", bins.stream().mapToLong(Bin::windows).sum());
            out.writeArrayFieldStart("points");
            for (Bin bin : bins) {
                out.writeStartArray();
                out.writeNumber(bin.start());
                out.writeNumber(bin.count());
                out.writeNumber(bin.min());
                Json.number(out, bin.mean());
                out.writeNumber(bin.max());
                out.writeEndArray();
            }
            out.writeEndArray();
            out.writeEndObject();
        }));
    }

    /** What lies behind all open windows seldom changes, so a client may keep it and ask whether it has. */
    private void keepIfClosed(Context context, long to) {
        if (to <= clock.millis() - openMillis) {
            context.header("Cache-Control", Revalidation.PRIVATE);
        }
    }

    /** The least interval, a multiple of the windows' length, of which so many reach over the span, which grows to whole ones. */
    private CourseQuery query(String sensor, Parameters.Span span, int points) {
        long from = Math.max(earliest, span.from());
        long to = Math.max(from + 1, Math.min(latest, span.to()));
        long interval = length;
        while (bins(from, to, interval) > points) {
            long least = Math.max(interval + length, (to - from) / points);
            interval = ceilDiv(least, length) * length;
        }
        return new CourseQuery(
                sensor, Math.floorDiv(from, interval) * interval, ceilDiv(to, interval) * interval, interval);
    }

    private static long bins(long from, long to, long interval) {
        return ceilDiv(to, interval) - Math.floorDiv(from, interval);
    }

    private static long ceilDiv(long dividend, long divisor) {
        return -Math.floorDiv(-dividend, divisor);
    }
}
