// SPDX-License-Identifier: Apache-2.0
/** What processes agree on: the records that travel between them, and the names of topics, tables, indexes and keys. */
@NullMarked
package io.foursigma.schemas;

import org.jspecify.annotations.NullMarked;
