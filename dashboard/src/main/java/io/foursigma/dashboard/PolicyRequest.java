// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.foursigma.schemas.json.Problem;
import io.foursigma.stores.PolicyReader.Entry;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which page of policies a request asks for.
 *
 * @param after the sensor behind which the page begins; empty for the first page
 * @param size how many policies at most
 * @param faults what is wrong with the parameters; where there is something, the others mean nothing
 */
record PolicyRequest(String after, int size, List<Problem.Fault> faults) {

    private static final int DEFAULT_SIZE = 100;
    private static final int GREATEST_SIZE = 10_000;

    /** Copies the faults. */
    PolicyRequest {
        faults = List.copyOf(faults);
    }

    /** Reads the query's parameters. */
    static PolicyRequest parse(Map<String, List<String>> parameters) {
        List<Problem.Fault> faults = new ArrayList<>();
        String after = "";
        int size = DEFAULT_SIZE;
        for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
            String name = parameter.getKey();
            String value = String.join(", ", parameter.getValue());
            switch (name) {
                case "after" -> {
                    String read = read(value);
                    after = read == null ? "" : read;
                    if (read == null) {
                        faults.add(new Problem.Fault(
                                name, value, "it is no cursor", "give 'next' of the answer before, as it is"));
                    }
                }
                case "size" -> {
                    size = value.matches("\\d{1,5}") ? Integer.parseInt(value) : 0;
                    if (size < 1 || size > GREATEST_SIZE) {
                        faults.add(new Problem.Fault(
                                name, value, "it is out of range", "give a whole number from 1 to " + GREATEST_SIZE));
                    }
                }
                default ->
                    faults.add(new Problem.Fault(name, value, "there is no such parameter", "give size or after"));
            }
        }
        return new PolicyRequest(after, size, faults);
    }

    /** The cursor behind a page; null where it was not full, so that it was the last one. */
    @Nullable
    String behind(List<Entry> page) {
        if (page.size() < size) {
            return null;
        }
        String last = page.get(page.size() - 1).change().key().name();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(last.getBytes(UTF_8));
    }

    private static @Nullable String read(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }
}
