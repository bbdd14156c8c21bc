// SPDX-License-Identifier: Apache-2.0
/** The JSON of the records, read and written by streaming; the published contract lies beside it as JSON Schema. */
@NullMarked
package io.foursigma.schemas.json;

import org.jspecify.annotations.NullMarked;
