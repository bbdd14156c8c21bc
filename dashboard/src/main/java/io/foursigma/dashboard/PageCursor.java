// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.foursigma.schemas.Anomaly;
import io.foursigma.stores.InsightReader.PageEnd;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a page of anomalies ended, as a text that goes into an address. What stands in it is nobody else's business. */
final class PageCursor {

    private static final Pattern FORM = Pattern.compile("(-?\\d{1,18}) (\\S{1,200})");

    private PageCursor() {}

    /** The cursor behind a page; null where it was not full, so that it was the last one. */
    static @Nullable String behind(List<Anomaly> page, int size) {
        if (page.size() < size) {
            return null;
        }
        Anomaly last = page.get(page.size() - 1);
        return Base64.getUrlEncoder().withoutPadding().encodeToString((last.time() + " " + last.id()).getBytes(UTF_8));
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
