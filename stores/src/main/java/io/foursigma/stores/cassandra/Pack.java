// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The states that a flush changes, packed once: the pieces that are sent and the states that are remembered share the bytes. */
final class Pack {

    /** A piece is closed before it would be longer. One state alone may be. */
    private static final int PIECE_BYTES = 256 << 10;

    private final byte[] bytes;
    private final List<PackedState> states;

    private Pack(byte[] bytes, List<PackedState> states) {
        this.bytes = bytes;
        this.states = states;
    }

    /** Packs states. */
    static <S> Pack of(StateCodec<S> codec, Map<String, S> rows) {
        List<String> sensors = new ArrayList<>(rows.size());
        List<Integer> ends = new ArrayList<>(rows.size());
        Bytes all = new Bytes();
        Bytes state = new Bytes();
        try (DataOutputStream out = new DataOutputStream(all);
                DataOutputStream stateOut = new DataOutputStream(state)) {
            for (Map.Entry<String, S> row : rows.entrySet()) {
                state.reset();
                codec.write(stateOut, row.getValue());
                PackedState.write(out, row.getKey(), state.array(), state.size());
                sensors.add(row.getKey());
                ends.add(all.size());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes everything", e);
        }
        byte[] pack = all.toByteArray();
        List<PackedState> states = new ArrayList<>(sensors.size());
        int from = 0;
        for (int i = 0; i < sensors.size(); i++) {
            states.add(new PackedState(sensors.get(i), pack, from, ends.get(i)));
            from = ends.get(i);
        }
        return new Pack(pack, states);
    }

    /** The states. */
    List<PackedState> states() {
        return states;
    }

    /** How many bytes they take. */
    int bytes() {
        return bytes.length;
    }

    /** The bytes, cut between states. */
    List<ByteBuffer> pieces() {
        List<ByteBuffer> pieces = new ArrayList<>();
        int from = 0;
        int end = 0;
        for (PackedState state : states) {
            if (end > from && end + state.bytes() - from > PIECE_BYTES) {
                pieces.add(ByteBuffer.wrap(bytes, from, end - from).slice());
                from = end;
            }
            end += state.bytes();
        }
        if (end > from) {
            pieces.add(ByteBuffer.wrap(bytes, from, end - from).slice());
        }
        return pieces;
    }

    /** Lets its bytes be read without a copy. */
    private static final class Bytes extends ByteArrayOutputStream {
        byte[] array() {
            return buf;
        }
    }
}
