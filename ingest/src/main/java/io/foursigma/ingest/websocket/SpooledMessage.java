// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.foursigma.ingest.KeyedRecord;
import io.foursigma.ingest.MessageReader.Message;
import io.foursigma.schemas.DeadLetter;
import io.foursigma.schemas.Position;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A message as an entry of the spool: what it became when it came, so that relative times and limits hold for that moment.
 * A byte of the version; the message's size; the number of readings, and of each key and value; the number of dead letters,
 * and of each position, reason and bytes. Numbers are 32 bits, the highest byte first, and stand before each run of bytes.
 */
final class SpooledMessage {

    private static final int VERSION = 1;

    private SpooledMessage() {}

    /** The bytes of a message. */
    static byte[] encode(Message message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeInt(message.bytes());
            out.writeInt(message.readings().size());
            for (KeyedRecord reading : message.readings()) {
                write(out, reading.key());
                write(out, reading.value());
            }
            out.writeInt(message.letters().size());
            for (DeadLetter letter : message.letters()) {
                write(out, letter.position().id().getBytes(UTF_8));
                write(out, letter.reason().getBytes(UTF_8));
                write(out, letter.bytes());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory refused a write", impossible);
        }
        return bytes.toByteArray();
    }

    /** The message of these bytes. @throws IllegalStateException if they are those of another version */
    static Message decode(byte[] entry) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(entry))) {
            int version = in.readUnsignedByte();
            if (version != VERSION) {
                throw new IllegalStateException("the spool holds messages of version " + version
                        + ": let the Foursigma that wrote them send them, or remove them");
            }
            int size = in.readInt();
            List<KeyedRecord> readings = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                readings.add(new KeyedRecord(read(in), read(in)));
            }
            List<DeadLetter> letters = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                Position position = Position.parse(new String(read(in), UTF_8));
                letters.add(new DeadLetter(position, new String(read(in), UTF_8), read(in)));
            }
            return new Message(readings, letters, size);
        } catch (IOException e) {
            throw new UncheckedIOException("an entry of the spool ends within a message", e);
        }
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] read(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }
}
