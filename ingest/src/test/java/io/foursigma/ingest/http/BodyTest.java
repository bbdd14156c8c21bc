// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.foursigma.ingest.Room;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BodyTest {

    private final Room room = new Room(100_000);

    @Test
    void allOfABodyIsReadAndItsRoomIsGivenBackOnce() throws Exception {
        byte[] bytes = new byte[50_000];
        Arrays.fill(bytes, (byte) 7);
        Body body = new Body(room, 50_000);
        assertThat(body.read(new ByteArrayInputStream(bytes), null)).isEqualTo(bytes);
        assertThat(room.taken()).isEqualTo(50_000);
        body.leave();
        body.leave();
        assertThat(room.taken()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip", "GZIP"})
    void gzipIsUnpackedAndTakesTheRoomOfWhatIsInIt(String encoding) throws Exception {
        byte[] bytes = new byte[50_000];
        assertThat(new Body(room, 50_000).read(new ByteArrayInputStream(gzip(bytes)), encoding))
                .isEqualTo(bytes);
        assertThat(room.taken()).isEqualTo(50_000);
    }

    /** Of bytes that come one by one nothing is ever available before it is waited for. */
    @Test
    void gzipInSeveralMembersIsUnpackedWholeHoweverItComes() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (String part : new String[] {"one ", "", "two ", "three"}) {
            packed.writeBytes(gzip(part.getBytes(UTF_8)));
        }
        assertThat(new Body(room, 1_000).read(new ByteArrayInputStream(packed.toByteArray()), "gzip"))
                .asString(UTF_8)
                .isEqualTo("one two three");
        assertThat(new Body(room, 1_000).read(oneByOne(packed.toByteArray()), "gzip"))
                .asString(UTF_8)
                .isEqualTo("one two three");
    }

    @Test
    void oneByteTooManyIsTooLargePackedOrNot() throws Exception {
        assertThat(refusal(new Body(room, 999), new ByteArrayInputStream(new byte[1_000]), null)
                        .refusal())
                .isEqualTo(Refusal.TOO_LARGE);
        RequestRefusedException packed =
                refusal(new Body(room, 999), new ByteArrayInputStream(gzip(new byte[1_000])), "gzip");
        assertThat(packed.refusal()).isEqualTo(Refusal.TOO_LARGE);
        assertThat(packed.detail()).contains("collect.http.max-body-bytes = 999");
        assertThat(new Body(room, 1_000).read(new ByteArrayInputStream(gzip(new byte[1_000])), "gzip"))
                .hasSize(1_000);
    }

    @Test
    void whatFindsNoRoomIsRefusedAndGivesBackItsPart() throws Exception {
        Body first = new Body(room, 90_000);
        first.read(new ByteArrayInputStream(new byte[80_000]), null);
        Body second = new Body(room, 90_000);
        RequestRefusedException e = refusal(second, new ByteArrayInputStream(new byte[30_000]), null);
        assertThat(e.refusal()).isEqualTo(Refusal.NO_ROOM);
        assertThat(e.detail()).contains("collect.max-bytes = 100000");
        second.leave();
        assertThat(room.taken()).isEqualTo(80_000);
    }

    @Test
    void gzipThatIsBrokenOrEndsTooEarlyIsTold() throws Exception {
        byte[] packed = gzip("some text".getBytes(UTF_8));
        byte[] wrong = packed.clone();
        wrong[packed.length - 6] ^= 1;
        for (byte[] broken : new byte[][] {
            {}, {0x1f}, "no gzip at all".getBytes(UTF_8), Arrays.copyOf(packed, packed.length - 1), wrong
        }) {
            RequestRefusedException e = refusal(new Body(room, 1_000), new ByteArrayInputStream(broken), "gzip");
            assertThat(e.refusal()).isEqualTo(Refusal.BODY);
            assertThat(e.detail()).startsWith("the body is no gzip data").doesNotContain("null");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "deflate", "gzip, gzip", "", "zstd"})
    void otherEncodingsAreNotUnderstood(String encoding) {
        RequestRefusedException e = refusal(new Body(room, 1_000), new ByteArrayInputStream(new byte[1]), encoding);
        assertThat(e.refusal()).isEqualTo(Refusal.UNSUPPORTED);
        assertThat(e.detail()).contains("'" + encoding + "'");
    }

    @Test
    void aBodyThatBreaksOffIsTold() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("reset by peer");
            }

            @Override
            public int read(byte[] into, int from, int most) throws IOException {
                return read();
            }
        };
        assertThat(refusal(new Body(room, 1_000), broken, null).refusal()).isEqualTo(Refusal.BODY);
    }

    @Test
    void aSenderMayBeSlowForTenSecondsAndThenNotBelowAThousandBytesASecond() throws Exception {
        byte[] bytes = new byte[30];
        assertThat(new Body(room, 1_000, clock(300_000_000)).read(oneByOne(bytes), null))
                .hasSize(30);
        assertThat(refusal(new Body(room, 1_000, clock(400_000_000)), oneByOne(bytes), null)
                        .refusal())
                .isEqualTo(Refusal.TOO_SLOW);
        assertThat(refusal(new Body(room, 1_000, clock(900_000_000)), oneByOne(gzip(bytes)), "gzip")
                        .refusal())
                .isEqualTo(Refusal.TOO_SLOW);
        assertThat(new Body(room, 50_000, clock(999_000)).read(oneByOne(new byte[20_000]), null))
                .hasSize(20_000);
    }

    /** A clock that goes on by so much each time it is looked at. */
    private static LongSupplier clock(long nanos) {
        AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5_000_000_000L);
        return () -> now.getAndAdd(nanos);
    }

    private static InputStream oneByOne(byte[] bytes) {
        return new InputStream() {
            private int at;

            @Override
            public int read() {
                return at < bytes.length ? bytes[at++] & 0xff : -1;
            }

            @Override
            public int read(byte[] into, int from, int most) {
                int next = read();
                if (next >= 0) {
                    into[from] = (byte) next;
                }
                return next < 0 ? -1 : 1;
            }
        };
    }

    private static RequestRefusedException refusal(Body body, InputStream in, @Nullable String encoding) {
        return catchThrowableOfType(RequestRefusedException.class, () -> body.read(in, encoding));
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
