// SPDX-License-Identifier: Apache-2.0
/** API keys: who may send. */
@NullMarked
package io.foursigma.ingest.keys;

import org.jspecify.annotations.NullMarked;
