// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.dashboard.access.Access;
import io.foursigma.dashboard.access.Role;
import io.foursigma.schemas.Acknowledgement;
import io.foursigma.schemas.EpisodeAcknowledgement;
import io.foursigma.schemas.Limits;
import io.foursigma.schemas.Policy;
import io.foursigma.schemas.PolicyChange;
import io.foursigma.schemas.PolicyKey;
import io.foursigma.schemas.PolicyRules;
import io.foursigma.schemas.SensorPolicy;
import io.foursigma.schemas.json.Json;
import io.foursigma.schemas.json.Problem;
import io.foursigma.stores.PolicyReader.Entry;
import io.foursigma.stores.StoreException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Shows and changes policies, as {@code docs/http-api.md} describes it. */
final class PolicyApi {

    private static final String SENSORS = "/api/policies/<sensor>";
    private static final String OF_ANOMALY = "/api/anomalies/{id}/acknowledgement";
    private static final String OF_EPISODE = "/api/episodes/{id}/acknowledgement";
    private static final int GREATEST_BODY = 4_096;
    private static final List<String> POLICY_FIELDS = List.of("unit", "alarmLow", "warnLow", "warnHigh", "alarmHigh");
    private static final List<String> ACKNOWLEDGEMENT_FIELDS = List.of("note");

    private final PolicyBoard board;
    private final PolicyWrites writes;
    private final Clock clock;

    /**
     * An interface to policies.
     *
     * @param board what stands there
     * @param writes makes changes
     * @param clock the wall clock
     */
    PolicyApi(PolicyBoard board, PolicyWrites writes, Clock clock) {
        this.board = board;
        this.writes = writes;
        this.clock = clock;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/policies", this::list);
        // The angle brackets let a name hold slashes, whether they are encoded or not.
        routes.get(SENSORS, context -> withSensor(context, key -> show(context, key)));
        routes.put(SENSORS, context -> withSensor(context, key -> setPolicy(context, key)));
        routes.delete(SENSORS, context -> withSensor(context, key -> remove(context, key)));
        addTo(routes, OF_ANOMALY, PolicyKey::anomaly, Acknowledgement::new);
        addTo(routes, OF_EPISODE, PolicyKey::episode, EpisodeAcknowledgement::new);
        routes.exception(ForbiddenResponse.class, PolicyApi::forbidden);
    }

    /** Makes an acknowledgement of what has this id. */
    private interface Acknowledging {
        Policy of(String id, String by, long at, @Nullable String note);
    }

    private void addTo(RoutesConfig routes, String path, Function<String, PolicyKey> maker, Acknowledging kind) {
        routes.get(path, context -> withKey(context, "id", maker, key -> show(context, key)));
        routes.put(path, context -> withKey(context, "id", maker, key -> acknowledge(context, key, kind)));
        routes.delete(path, context -> withKey(context, "id", maker, key -> remove(context, key)));
    }

    private void list(Context context) {
        PolicyRequest request = PolicyRequest.parse(context.queryParamMap());
        if (!request.faults().isEmpty()) {
            refuse(context, 400, "Parameters that cannot be accepted", request.faults());
            return;
        }
        demandKnown();
        List<Entry> page = board.sensorsBehind(request.after(), request.size());
        Answers.json(context, Json.bytes(out -> {
            out.writeStartObject();
            PolicyLiveJson.write(out, "policies", page);
            out.writeStringField("next", request.behind(page));
            out.writeNumberField("forgotten", board.forgotten(PolicyKey.Kind.SENSOR));
            out.writeStringField("problem", board.problem());
            out.writeEndObject();
        }));
    }

    private void show(Context context, PolicyKey key) {
        demandKnown();
        Entry found = board.find(key);
        if (found == null) {
            absent(context, key);
        } else {
            answer(context, found);
        }
    }

    private void setPolicy(Context context, PolicyKey key) throws IOException {
        change(context, key, POLICY_FIELDS, (fields, by) -> {
            String unit = fields.text("unit");
            Limits limits = new Limits(
                    fields.number("alarmLow"),
                    fields.number("warnLow"),
                    fields.number("warnHigh"),
                    fields.number("alarmHigh"));
            fields.add(PolicyRules.faults(unit, limits));
            return fields.faults().isEmpty() ? new SensorPolicy(key.name(), unit, limits, by, clock.millis()) : null;
        });
    }

    private void acknowledge(Context context, PolicyKey key, Acknowledging kind) throws IOException {
        change(context, key, ACKNOWLEDGEMENT_FIELDS, (fields, by) -> {
            String note = fields.text("note");
            fields.add(PolicyRules.faults(note));
            return fields.faults().isEmpty() ? kind.of(key.name(), by, clock.millis(), note) : null;
        });
    }

    private void remove(Context context, PolicyKey key) {
        String unused = operator(context);
        write(context, PolicyChange.removal(key));
    }

    /** Makes a policy of the fields of a body; null where they do not make one, and say so. */
    private interface Maker {
        @Nullable
        Policy make(BodyFields fields, String by);
    }

    private void change(Context context, PolicyKey key, List<String> known, Maker maker) throws IOException {
        String by = operator(context);
        byte[] body = context.bodyInputStream().readNBytes(GREATEST_BODY + 1);
        if (body.length > GREATEST_BODY) {
            Answers.problem(
                    context,
                    new Problem(
                            413, "A body that is too large", "give " + GREATEST_BODY + " bytes at most", List.of()));
            return;
        }
        BodyFields fields = BodyFields.read(body, known);
        Policy policy = maker.make(fields, by);
        if (policy == null) {
            refuse(context, 400, "Fields that cannot be accepted", fields.faults());
        } else {
            write(context, new PolicyChange(key, policy));
        }
    }

    private static String operator(Context context) {
        Access.require(context, Role.OPERATOR);
        return Access.who(context);
    }

    private void write(Context context, PolicyChange change) {
        PolicyWrites.Outcome outcome = writes.write(change, Precondition.of(context));
        if (outcome instanceof PolicyWrites.Made made) {
            if (made.now() == null) {
                context.status(204);
            } else {
                context.status(made.before() == null ? 201 : 200);
                answer(context, made.now());
            }
        } else if (outcome instanceof PolicyWrites.Clash clash) {
            clash(context, change.key(), clash.now());
        } else {
            absent(context, change.key());
        }
    }

    private static void clash(Context context, PolicyKey key, @Nullable Entry now) {
        Policy policy = now == null ? null : now.change().policy();
        String what;
        if (now == null || policy == null) {
            what = "nothing stands under " + key.text() + " any more";
        } else {
            context.header("ETag", Precondition.tag(now.revision(), policy));
            what = policy.by() + " has set " + key.text() + " meanwhile";
        }
        Answers.problem(
                context,
                new Problem(
                        412,
                        "Somebody else was faster",
                        what + "; nothing is changed: look at it and decide again",
                        List.of()));
    }

    private static void answer(Context context, Entry entry) {
        Policy policy = Objects.requireNonNull(entry.change().policy());
        context.header("ETag", Precondition.tag(entry.revision(), policy));
        Answers.json(context, Json.bytes(out -> PolicyLiveJson.write(out, entry)));
    }

    private static void forbidden(ForbiddenResponse reason, Context context) {
        Answers.problem(
                context, new Problem(403, "You may not do that", String.valueOf(reason.getMessage()), List.of()));
    }

    private static void absent(Context context, PolicyKey key) {
        Answers.problem(
                context,
                new Problem(
                        404,
                        "Nothing is set",
                        "nothing stands under " + key.text() + "; /api/policies lists the policies of sensors",
                        List.of()));
    }

    private static void refuse(Context context, int status, String title, List<Problem.Fault> faults) {
        Answers.problem(
                context,
                new Problem(status, title, "'errors' names each one that is wrong, why, and what to give", faults));
    }

    /** Before the log has been read, an absent policy would look as if there were none. */
    private void demandKnown() {
        String problem = board.problem();
        if (!board.isKnown() && problem != null) {
            throw new StoreException(problem);
        }
    }

    private interface KeyHandler {
        void handle(PolicyKey key) throws IOException;
    }

    private static void withSensor(Context context, KeyHandler handler) throws IOException {
        withKey(context, "sensor", PolicyKey::sensor, handler);
    }

    private static void withKey(
            Context context, String parameter, Function<String, PolicyKey> maker, KeyHandler handler)
            throws IOException {
        String name = context.pathParam(parameter);
        PolicyKey key;
        try {
            key = maker.apply(name);
        } catch (IllegalArgumentException noName) {
            refuse(
                    context,
                    400,
                    "A name that cannot be",
                    List.of(new Problem.Fault(
                            parameter,
                            name,
                            String.valueOf(noName.getMessage()),
                            "give it as lists show it, encoded")));
            return;
        }
        handler.handle(key);
    }
}
