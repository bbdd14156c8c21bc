// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.foursigma.schemas.Judged;
import io.foursigma.stores.InsightReader.PageEnd;
import java.util.Base64;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of anomalies or episodes ended, as a text that goes into an address. What stands in it is nobody else's
 * business.
 */
final class PageCursor {

    private static final Pattern FORM = Pattern.compile("(-?\\d{1,18}) (\\S{1,200})");

    private PageCursor() {}

    /** The cursor behind a page; null where it was not full, so that it was the last one. */
    static <T extends Judged> @Nullable String behind(List<T> page, ToLongFunction<T> time, int size) {
        if (page.size() < size) {
            return null;
        }
        T last = page.get(page.size() - 1);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((time.applyAsLong(last) + " " + last.id()).getBytes(UTF_8));
    }

    /** The parameter {@code after}; null if it is not given, or if it is no cursor, which the parameters are told. */
    static @Nullable PageEnd read(Parameters parameters) {
        String text = parameters.text("after");
        PageEnd end = text == null ? null : read(text);
        if (text != null && end == null) {
            parameters.refuse("after", "it is no cursor", "give 'next' of the answer before, as it is");
        }
        return end;
    }

    /** What a cursor says; null if it is none. */
    static @Nullable PageEnd read(String cursor) {
        try {
            Matcher parts = FORM.matcher(new String(Base64.getUrlDecoder().decode(cursor), UTF_8));
            return parts.matches() ? new PageEnd(Long.parseLong(parts.group(1)), parts.group(2)) : null;
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }
}
