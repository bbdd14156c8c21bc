// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.topics;

import static io.foursigma.local.cli.TerminalText.oneLine;
import static io.foursigma.local.cli.TerminalText.shortened;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.foursigma.local.cli.TerminalText;
import java.time.Instant;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Records as people read them, one a line. Whatever could steer a terminal is shown as hexadecimal digits. */
final class RecordText {

    private static final int CHARACTERS = 200;
    private static final int HEX_BYTES = 64;

    private final FoursigmaTopic topic;

    /** The text of records of this topic. */
    RecordText(FoursigmaTopic topic) {
        this.topic = topic;
    }

    String line(ConsumerRecord<byte[], byte[]> record) {
        return "%3d %9d  %-24s  %s  %s"
                .formatted(
                        record.partition(),
                        record.offset(),
                        Instant.ofEpochMilli(record.timestamp()),
                        text(record.key()),
                        content(record));
    }

    private String content(ConsumerRecord<byte[], byte[]> record) {
        return switch (topic) {
            case READINGS -> ReadingText.of(record.value()).orElseGet(() -> text(record.value()));
            case RESULTS -> ResultText.of(record.value()).orElseGet(() -> text(record.value()));
            case DEAD_LETTERS ->
                Stream.of(header(record, "kind"), header(record, "reason"), text(record.value()))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining("  "));
            case POLICIES -> text(record.value());
        };
    }

    /** A header of docs/topics.md, empty where there is none. */
    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null
                ? ""
                : shortened(oneLine(new String(header.value(), UTF_8)), CHARACTERS);
    }

    private static String text(byte @Nullable [] bytes) {
        if (bytes == null) {
            return "-";
        }
        return TerminalText.decode(bytes)
                .filter(TerminalText::isHarmless)
                .map(text -> shortened(oneLine(text), CHARACTERS))
                .orElseGet(() -> hex(bytes));
    }

    private static String hex(byte[] bytes) {
        int shown = Math.min(bytes.length, HEX_BYTES);
        return "hex " + HexFormat.of().formatHex(bytes, 0, shown) + (shown < bytes.length ? "..." : "");
    }
}
