// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import com.fasterxml.jackson.core.JsonGenerator;
import io.foursigma.schemas.Episode;
import io.foursigma.schemas.PolicyKey;
import io.foursigma.schemas.json.EpisodeJson;
import io.foursigma.schemas.json.Json;
import io.foursigma.stores.PolicyReader;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Episodes as answers and messages show them. */
final class EpisodeLiveJson {

    private EpisodeLiveJson() {}

    /** The message of those that have changed. */
    static String news(long now, List<Episode> episodes, boolean cut, PolicyBoard policies) {
        return LiveJson.message("episodes", now, out -> {
            write(out, episodes, "episodeAcknowledgements", policies);
            out.writeBooleanField("cut", cut);
        });
    }

    /** An answer to who has asked for episodes. */
    static byte[] page(List<Episode> episodes, @Nullable String next, PolicyBoard policies) {
        return Json.bytes(out -> {
            out.writeStartObject();
            write(out, episodes, "acknowledgements", policies);
            out.writeStringField("next", next);
            out.writeEndObject();
        });
    }

    /** An answer to who has asked for one. */
    static byte[] one(Episode episode, PolicyBoard policies) {
        PolicyReader.Entry acknowledgement = policies.find(PolicyKey.episode(episode.id()));
        return Json.bytes(out -> {
            out.writeStartObject();
            EpisodeJson.writeFields(out, episode);
            PolicyLiveJson.write(out, "acknowledgement", acknowledgement);
            out.writeEndObject();
        });
    }

    /** Writes episodes, and which of them somebody has seen, as two fields of the object that is open. */
    static void write(JsonGenerator out, List<Episode> episodes, String acknowledgements, PolicyBoard policies)
            throws IOException {
        out.writeArrayFieldStart("episodes");
        for (Episode episode : episodes) {
            EpisodeJson.write(out, episode);
        }
        out.writeEndArray();
        List<String> ids = episodes.stream().map(Episode::id).toList();
        PolicyLiveJson.write(out, acknowledgements, policies.acknowledgements(PolicyKey.Kind.EPISODE, ids));
    }
}
