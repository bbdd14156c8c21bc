// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.format;

import io.foursigma.schemas.json.ReadingSink;

/** A form in which a message holds readings. Used by one thread. */
@FunctionalInterface
public interface PayloadFormat {

    /**
     * Hands every item of a message to the sink, in the order of the message, each with its place among the items.
     *
     * @param payload the message
     * @param received when it came, epoch milliseconds: the time of readings that bring none, and what relative times count
     *     from
     * @param sink takes the items; what is no message of this form at all is one malformed item
     */
    void read(byte[] payload, long received, ReadingSink sink);

    /** The form of this name in settings: {@code json}, {@code ndjson}, {@code csv} or {@code senml}. */
    static PayloadFormat named(String name) {
        return switch (name) {
            case "json" -> new JsonFormat();
            case "ndjson" -> new JsonLinesFormat();
            case "csv" -> new CsvMessageFormat();
            case "senml" -> new SenmlFormat();
            default -> throw new IllegalArgumentException("no form is named '" + name + '\'');
        };
    }
}
