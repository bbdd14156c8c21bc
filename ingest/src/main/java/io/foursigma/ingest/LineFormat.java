// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** How lines stand for readings. */
sealed interface LineFormat permits NdjsonFormat, CsvFormat {

    /** What the next line that is not blank becomes, or null at the end. */
    @Nullable
    Outcome next() throws IOException;
}
