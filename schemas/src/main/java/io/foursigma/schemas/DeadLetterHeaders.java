// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

import java.util.LinkedHashMap;
import java.util.Map;

/** The headers of records in the topic of dead letters, as {@code docs/topics.md} lists them; all are UTF-8 text. */
public final class DeadLetterHeaders {

    /** What a record is. */
    public static final String KIND = "kind";
    /** The kind of an item that is no reading. */
    public static final String NO_READING = "dead-letter";
    /** Why it is there. */
    public static final String REASON = "reason";
    /** The id of the topic that it came from, or what stands for one. */
    public static final String TOPIC_ID = "topic-id";
    /** The partition of that topic. */
    public static final String PARTITION = "partition";
    /** The offset in that partition. */
    public static final String OFFSET = "offset";
    /** The place in the record's array. */
    public static final String INDEX = "index";

    /** Keeps the headers within what the topic allows beyond the largest reading, in any script. */
    private static final int MAX_REASON_CHARACTERS = 4_000;

    private DeadLetterHeaders() {}

    /** Those of a letter. A reason that is overlong is cut. */
    public static Map<String, String> of(DeadLetter letter) {
        return of(NO_READING, letter.position(), letter.reason());
    }

    /** Those of a record of any kind that has a reason, which is cut if it is overlong. */
    public static Map<String, String> of(String kind, Position position, String reason) {
        Map<String, String> headers = of(kind, position);
        headers.put(REASON, reason.substring(0, Math.min(MAX_REASON_CHARACTERS, reason.length())));
        return headers;
    }

    /** Those of a record of any kind, without a reason. */
    public static Map<String, String> of(String kind, Position position) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(KIND, kind);
        headers.put(TOPIC_ID, position.topicId());
        headers.put(PARTITION, Integer.toString(position.partition()));
        headers.put(OFFSET, Long.toString(position.offset()));
        headers.put(INDEX, Integer.toString(position.index()));
        return headers;
    }
}
