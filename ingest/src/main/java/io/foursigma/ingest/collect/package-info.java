// SPDX-License-Identifier: Apache-2.0
/** The collector as a process. */
@NullMarked
package io.foursigma.ingest.collect;

import org.jspecify.annotations.NullMarked;
