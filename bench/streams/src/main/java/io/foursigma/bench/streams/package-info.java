// SPDX-License-Identifier: Apache-2.0
/** The same work as a topology of Kafka Streams. */
@NullMarked
package io.foursigma.bench.streams;

import org.jspecify.annotations.NullMarked;
