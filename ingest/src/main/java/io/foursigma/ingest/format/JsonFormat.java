// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.format;

import io.foursigma.schemas.json.ReadingDecoder;
import io.foursigma.schemas.json.ReadingSink;

/** A reading as a JSON object, or an array of such, in the form of the topic of readings. */
public final class JsonFormat implements PayloadFormat {

    private final ReadingDecoder decoder = new ReadingDecoder();

    /** A format that knows no sensor yet. */
    public JsonFormat() {}

    @Override
    public void read(byte[] payload, long received, ReadingSink sink) {
        decoder.read(payload, sink);
    }
}
