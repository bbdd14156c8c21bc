// SPDX-License-Identifier: Apache-2.0
/** Requests that are taken once, however often they are sent. */
@NullMarked
package io.foursigma.ingest.once;

import org.jspecify.annotations.NullMarked;
