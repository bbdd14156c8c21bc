// SPDX-License-Identifier: Apache-2.0
/** Readings from another topic. */
@NullMarked
package io.foursigma.ingest.kafka;

import org.jspecify.annotations.NullMarked;
