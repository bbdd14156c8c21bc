// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.topics;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Prints records until there were enough, or nobody reads on. */
final class RecordPrinter implements TopicReader.Taker {

    private final PrintWriter out;
    private final Function<ConsumerRecord<byte[], byte[]>, String> line;
    private long left;

    /**
     * A printer.
     *
     * @param out where to
     * @param line a record's line
     * @param max how many records, null for all
     */
    RecordPrinter(PrintWriter out, Function<ConsumerRecord<byte[], byte[]>, String> line, @Nullable Long max) {
        this.out = out;
        this.line = line;
        this.left = max == null ? Long.MAX_VALUE : max;
    }

    @Override
    public boolean take(List<ConsumerRecord<byte[], byte[]>> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (left > 0) {
                out.println(line.apply(record));
                left--;
            }
        }
        // Flushes too. A pipe whose reader has ended is known by nothing else.
        return !out.checkError() && left > 0;
    }
}
