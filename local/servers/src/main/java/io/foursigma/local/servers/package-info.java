// SPDX-License-Identifier: Apache-2.0
/** Starts Kafka, Cassandra, Elasticsearch and Redis as child processes on loopback, watches them, and stops them. */
@NullMarked
package io.foursigma.local.servers;

import org.jspecify.annotations.NullMarked;
