// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.foursigma.schemas.settings.ValueKind;
import java.nio.file.Path;
import java.time.Duration;

/** A process that appends numbers to a spool, tells each one that is kept or refused, and takes away some from the other end. */
final class Appender {

    private Appender() {}

    /** Arguments: the folder, the first number, the policy of fsync in milliseconds or below 0 for never. */
    public static void main(String[] args) throws InterruptedException {
        long fsyncMillis = Long.parseLong(args[2]);
        Duration fsync = fsyncMillis < 0 ? ValueKind.UNBOUNDED : Duration.ofMillis(fsyncMillis);
        SpoolPolicy policy = new SpoolPolicy(2_000_000, SpoolPolicy.WhenFull.NEWEST, fsync);
        Spool spool = Spool.open(Path.of(args[0]), policy);
        for (long number = Long.parseLong(args[1]); true; ) {
            if (spool.append(Long.toString(number).getBytes(UTF_8))) {
                System.out.println("kept " + number);
                number++;
            } else {
                System.out.println("refused " + number);
            }
            if (number % 64 == 0) {
                for (SpoolEntry entry : spool.next(500, Duration.ZERO)) {
                    // Told before it is committed, as Kafka has it before.
                    System.out.println("taken " + new String(entry.bytes(), UTF_8));
                    spool.commit(entry.sequence());
                }
            }
        }
    }
}
