// SPDX-License-Identifier: Apache-2.0
package io.foursigma.webhooks;

import io.foursigma.schemas.Episode;
import io.foursigma.schemas.EpisodeChange;
import io.foursigma.schemas.Position;
import io.foursigma.schemas.json.EpisodeJson;
import io.foursigma.schemas.json.Json;

/** Episodes for tests. */
final class Episodes {

    private Episodes() {}

    /** Revision of the episode of the sensor's number. */
    static Episode episode(int sensor, long revision, EpisodeChange change) {
        return new Episode(
                "topic." + sensor + ".7.0",
                "hall/sensor " + sensor,
                1_000,
                2_000,
                revision,
                4.5,
                100,
                2_100,
                change == EpisodeChange.CLOSED ? 2_200L : null,
                0,
                revision,
                change,
                3_000,
                3_040,
                new Position("topic", sensor, 8, 0));
    }

    static String json(Episode episode) {
        return Json.text(out -> EpisodeJson.write(out, episode));
    }
}
