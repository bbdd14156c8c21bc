// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.memory;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Names in the order of their UTF-8 bytes, which is that of their code points. Cassandra and Elasticsearch sort so;
 * {@link String#compareTo} differs where surrogate pairs meet characters from U+E000 on.
 */
final class ByName {

    static final Comparator<String> ORDER = (left, right) ->
            Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));

    private ByName() {}
}
