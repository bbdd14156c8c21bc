// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.letters;

import static io.foursigma.local.cli.TerminalText.oneLine;
import static io.foursigma.local.cli.TerminalText.shortened;

import io.foursigma.local.cli.TerminalText;
import io.foursigma.schemas.Position;
import io.foursigma.stores.KeptLetter.NoReading;
import io.foursigma.stores.KeptLetter.Refused;
import io.foursigma.stores.KeptLetter.Replayed;
import io.foursigma.stores.LetterPage;
import io.foursigma.stores.kafka.FoundLetters;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.HexFormat;

/** Dead letters as people read them. Whatever could steer a terminal is shown as hexadecimal digits. */
final class LetterText {

    private static final int REASON_CHARACTERS = 100;
    private static final int BYTES_A_LINE = 16;

    private LetterText() {}

    static void print(PrintWriter out, LetterPage page, int skipped) {
        out.printf("%-36s %-24s %-9s %9s  %s%n", "position", "kept", "state", "bytes", "reason");
        for (LetterPage.Row row : page.rows()) {
            out.printf(
                    "%-36s %-24s %-9s %,9d  %s%n",
                    row.position().id(),
                    Instant.ofEpochMilli(row.time()),
                    row.documentId() != null ? "refused" : row.replayed() ? "replayed" : "-",
                    row.size(),
                    shortened(oneLine(row.reason()), REASON_CHARACTERS));
        }
        int last = skipped + page.rows().size();
        out.printf(
                "%s of %,d%n",
                page.rows().isEmpty() ? "none" : "%,d to %,d".formatted(skipped + 1, last), page.matching());
    }

    static void print(PrintWriter out, Position position, FoundLetters found) {
        row(out, "position", position.id());
        row(out, "partition", Integer.toString(position.partition()));
        row(out, "offset", Long.toString(position.offset()));
        row(out, "index", Integer.toString(position.index()));
        if (found.letter().isPresent()) {
            NoReading letter = found.letter().get();
            row(out, "kept", Instant.ofEpochMilli(letter.time()).toString());
            row(out, "reason", oneLine(letter.letter().reason()));
            bytes(out, letter.letter().bytes());
            row(out, "replayed", found.replayed().map(LetterText::when).orElse("no"));
            found.replayed().ifPresent(mark -> bytes(out, mark.value()));
        }
        for (Refused refused : found.refused()) {
            row(out, "refused", oneLine(refused.document().id()));
            row(out, "kept", Instant.ofEpochMilli(refused.time()).toString());
            row(out, "reason", oneLine(refused.document().reason()));
            bytes(out, refused.document().json());
        }
    }

    private static String when(Replayed mark) {
        return Instant.ofEpochMilli(mark.time()) + ", as";
    }

    private static void bytes(PrintWriter out, byte[] bytes) {
        row(out, "bytes", Integer.toString(bytes.length));
        TerminalText.decode(bytes)
                .filter(TerminalText::isHarmless)
                .ifPresentOrElse(text -> row(out, "text", text), () -> hex(out, bytes));
    }

    private static void hex(PrintWriter out, byte[] bytes) {
        HexFormat digits = HexFormat.ofDelimiter(" ");
        for (int from = 0; from < bytes.length; from += BYTES_A_LINE) {
            int to = Math.min(bytes.length, from + BYTES_A_LINE);
            row(out, "hex %06x".formatted(from), digits.formatHex(bytes, from, to));
        }
    }

    private static void row(PrintWriter out, String name, String value) {
        out.printf("%-11s %s%n", name, value);
    }
}
