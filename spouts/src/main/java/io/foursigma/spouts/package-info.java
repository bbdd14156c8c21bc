// SPDX-License-Identifier: Apache-2.0
/** Kafka to tuples: the spouts and what they emit. */
@NullMarked
package io.foursigma.spouts;

import org.jspecify.annotations.NullMarked;
