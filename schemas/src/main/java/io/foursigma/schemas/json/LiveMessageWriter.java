// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Puts announcements together out of objects that are JSON already: first sensors, then anomalies. */
final class LiveMessageWriter {

    private static final byte[] BEGIN = utf8("{\"sensors\":[");
    private static final byte[] BETWEEN = utf8("],\"anomalies\":[");
    private static final byte[] END = utf8("]}");

    private final int maxBytes;
    private final List<byte[]> messages = new ArrayList<>();
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private int sensors;
    private int anomalies;

    LiveMessageWriter(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    void addSensor(String object) {
        byte[] bytes = begin(object);
        if (sensors > 0) {
            message.write(',');
        }
        sensors++;
        message.writeBytes(bytes);
    }

    void addAnomaly(String object) {
        byte[] bytes = begin(object);
        if (anomalies == 0) {
            message.writeBytes(BETWEEN);
        } else {
            message.write(',');
        }
        anomalies++;
        message.writeBytes(bytes);
    }

    /** All messages. */
    List<byte[]> end() {
        if (message.size() > 0) {
            close();
        }
        return messages;
    }

    /** Begins a message, unless there is one and the object finds a place in it. */
    private byte[] begin(String object) {
        byte[] bytes = utf8(object);
        if (message.size() > 0 && message.size() + 1 + bytes.length + BETWEEN.length + END.length > maxBytes) {
            close();
        }
        if (message.size() == 0) {
            message.writeBytes(BEGIN);
        }
        return bytes;
    }

    private void close() {
        if (anomalies == 0) {
            message.writeBytes(BETWEEN);
        }
        message.writeBytes(END);
        messages.add(message.toByteArray());
        message.reset();
        sensors = 0;
        anomalies = 0;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
