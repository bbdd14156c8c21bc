// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.json;

import java.util.List;

/**
 * Why a request is not answered, as a problem document (RFC 9457).
 *
 * @param status the HTTP status
 * @param title what is wrong, in a few words
 * @param detail what is wrong here and what to do
 * @param faults what is wrong with single parameters; may be empty
 */
public record Problem(int status, String title, String detail, List<Fault> faults) {

    /** The media type of problem documents. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** Copies the faults. */
    public Problem {
        faults = List.copyOf(faults);
    }

    /**
     * One parameter that cannot be accepted.
     *
     * @param parameter its name
     * @param value what was given
     * @param reason what is wrong with it
     * @param cure what to give
     */
    public record Fault(String parameter, String value, String reason, String cure) {}

    /** The document as UTF-8 JSON. */
    public byte[] json() {
        return Json.bytes(out -> {
            out.writeStartObject();
            out.writeStringField("type", "about:blank");
            out.writeStringField("title", title);
            out.writeNumberField("status", status);
            out.writeStringField("detail", detail);
            if (!faults.isEmpty()) {
                out.writeArrayFieldStart("errors");
                for (Fault fault : faults) {
                    out.writeStartObject();
                    out.writeStringField("parameter", fault.parameter());
                    out.writeStringField("value", fault.value());
                    out.writeStringField("reason", fault.reason());
                    out.writeStringField("cure", fault.cure());
                    out.writeEndObject();
                }
                out.writeEndArray();
            }
            out.writeEndObject();
        });
    }
}
