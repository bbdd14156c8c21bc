// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * One sensor's state as it lies in a pack: the length of the name in bytes (2 bytes), the name in UTF-8, the length of
 * the state (4 bytes), the state. A pack is such states one behind the other.
 */
final class PackedState {

    private final String sensor;
    private final byte[] pack;
    private final int from;
    private final int to;

    /**
     * A state that lies in a pack.
     *
     * @param pack an array that holds it, and that nobody changes
     * @param from where it begins there
     * @param to where it ends
     */
    PackedState(String sensor, byte[] pack, int from, int to) {
        this.sensor = sensor;
        this.pack = pack;
        this.from = from;
        this.to = to;
    }

    /** The sensor's name. */
    String sensor() {
        return sensor;
    }

    /** How many bytes it takes. */
    int bytes() {
        return to - from;
    }

    /** Writes it behind what was written before. */
    void copyTo(ByteArrayOutputStream out) {
        out.write(pack, from, to - from);
    }

    /** The state. */
    <S> S unpack(StateCodec<S> codec) {
        ByteBuffer buffer = ByteBuffer.wrap(pack, from, to - from);
        int nameLength = Short.toUnsignedInt(buffer.getShort());
        buffer.position(buffer.position() + nameLength + Integer.BYTES);
        return codec.read(buffer);
    }

    /** Writes the name and the bytes of a state behind what was written before. */
    static void write(DataOutputStream out, String sensor, byte[] state, int length) throws IOException {
        byte[] name = sensor.getBytes(StandardCharsets.UTF_8);
        out.writeShort(name.length);
        out.write(name);
        out.writeInt(length);
        out.write(state, 0, length);
    }

    /** Hands over the states of a pack, in its order. */
    static void forEach(ByteBuffer pack, Consumer<PackedState> consumer) {
        byte[] bytes = new byte[pack.remaining()];
        pack.duplicate().get(bytes);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            int from = buffer.position();
            int nameLength = Short.toUnsignedInt(buffer.getShort());
            String sensor = new String(bytes, buffer.position(), nameLength, StandardCharsets.UTF_8);
            buffer.position(buffer.position() + nameLength);
            buffer.position(buffer.position() + Integer.BYTES + buffer.getInt(buffer.position()));
            consumer.accept(new PackedState(sensor, bytes, from, buffer.position()));
        }
    }
}
