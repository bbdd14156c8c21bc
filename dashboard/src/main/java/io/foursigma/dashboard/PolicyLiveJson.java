// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import com.fasterxml.jackson.core.JsonGenerator;
import io.foursigma.schemas.Policy;
import io.foursigma.schemas.PolicyKey.Kind;
import io.foursigma.schemas.json.PolicyJson;
import io.foursigma.stores.PolicyReader.Entry;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Policies as answers and messages show them: as in their topic, with the tag that a change of them has to name. */
final class PolicyLiveJson {

    private PolicyLiveJson() {}

    /** The message of what has changed. */
    static String news(long now, List<Entry> changes) {
        return LiveJson.message("policies", now, out -> {
            write(out, "policies", set(changes, Kind.SENSOR));
            writeNames(out, "removed", removed(changes, Kind.SENSOR));
            write(out, "acknowledgements", set(changes, Kind.ANOMALY));
            writeNames(out, "unacknowledged", removed(changes, Kind.ANOMALY));
            write(out, "episodeAcknowledgements", set(changes, Kind.EPISODE));
            writeNames(out, "unacknowledgedEpisodes", removed(changes, Kind.EPISODE));
        });
    }

    /** Writes policies as a field of the object that is open. */
    static void write(JsonGenerator out, String field, List<Entry> policies) throws IOException {
        out.writeArrayFieldStart(field);
        for (Entry policy : policies) {
            write(out, policy);
        }
        out.writeEndArray();
    }

    /** Writes a policy as a field of the object that is open; null where there is none. */
    static void write(JsonGenerator out, String field, @Nullable Entry entry) throws IOException {
        out.writeFieldName(field);
        if (entry == null) {
            out.writeNull();
        } else {
            write(out, entry);
        }
    }

    /** Writes a policy as one object; what an entry removes is written as nothing. */
    static void write(JsonGenerator out, Entry entry) throws IOException {
        Policy policy = entry.change().policy();
        if (policy != null) {
            out.writeStartObject();
            PolicyJson.writeFields(out, policy);
            out.writeStringField("tag", Precondition.tag(entry.revision(), policy));
            out.writeEndObject();
        }
    }

    private static void writeNames(JsonGenerator out, String field, List<Entry> removed) throws IOException {
        out.writeArrayFieldStart(field);
        for (Entry entry : removed) {
            out.writeString(entry.change().key().name());
        }
        out.writeEndArray();
    }

    private static List<Entry> set(List<Entry> changes, Kind kind) {
        return changes.stream()
                .filter(entry -> isOf(entry, kind) && entry.change().policy() != null)
                .toList();
    }

    private static List<Entry> removed(List<Entry> changes, Kind kind) {
        return changes.stream()
                .filter(entry -> isOf(entry, kind) && entry.change().policy() == null)
                .toList();
    }

    private static boolean isOf(Entry entry, Kind kind) {
        return entry.change().key().kind() == kind;
    }
}
