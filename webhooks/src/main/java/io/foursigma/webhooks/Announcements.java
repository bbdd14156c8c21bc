// SPDX-License-Identifier: Apache-2.0
package io.foursigma.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.foursigma.schemas.Episode;
import io.foursigma.schemas.json.EpisodeJson;
import io.foursigma.schemas.json.Json;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Finds in {@code results} what receivers are to be told of, and puts it into words for them. */
final class Announcements {

    private static final int VERSION = 1;

    private final Set<String> events;
    private final String page;

    /** Those that the settings ask for. */
    Announcements(Settings settings) {
        events = Set.copyOf(settings.get(SettingsTable.WEBHOOKS_EVENTS));
        page = settings.get(SettingsTable.WEBHOOKS_PAGE_URL)
                .map(Object::toString)
                .orElse("");
    }

    /**
     * The announcement of a record; none if it is about something else.
     *
     * @throws IOException if the record is no JSON object, or no episode although it says so
     */
    Optional<Delivery> of(ConsumerRecord<byte[], byte[]> record) throws IOException {
        byte[] json = record.value();
        if (json == null) {
            throw new IOException("the record has no value");
        }
        if (!isEpisode(json)) {
            return Optional.empty();
        }
        Episode episode = EpisodeJson.read(json);
        if (!events.contains(episode.change().wire())) {
            return Optional.empty();
        }
        return Optional.of(new Delivery(
                new TopicPartition(record.topic(), record.partition()),
                record.offset(),
                record.timestamp(),
                episode,
                body(episode, json)));
    }

    /** Reads no further than to the type, which stands first in what we write. */
    private static boolean isEpisode(byte[] json) throws IOException {
        try (JsonParser in = Json.FACTORY.createParser(json)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("the record is no object");
            }
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String field = in.currentName();
                in.nextToken();
                if (field.equals("type")) {
                    return "episode".equals(in.getValueAsString());
                }
                in.skipChildren();
            }
            return false;
        }
    }

    /** The episode goes on as it stands in the topic, byte by byte. */
    private String body(Episode episode, byte[] json) {
        return Json.text(out -> {
            out.writeStartObject();
            out.writeNumberField("v", VERSION);
            out.writeStringField("event", episode.change().wire());
            if (!page.isEmpty()) {
                out.writeStringField("page", page + "/#/episode/" + URLEncoder.encode(episode.id(), UTF_8));
            }
            out.writeFieldName("episode");
            out.writeRawValue(new String(json, UTF_8));
            out.writeEndObject();
        });
    }
}
