// SPDX-License-Identifier: Apache-2.0
/**
 * The machinery that both stateful bolts stand on: Kafka's order restored in front of the state, state in buckets,
 * flushes, and acknowledgement of what is durable. It knows neither Storm nor Cassandra.
 */
@NullMarked
package io.foursigma.bolts.order;

import org.jspecify.annotations.NullMarked;
