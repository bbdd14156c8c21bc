// SPDX-License-Identifier: Apache-2.0
/** Readings over HTTP. */
@NullMarked
package io.foursigma.ingest.http;

import org.jspecify.annotations.NullMarked;
