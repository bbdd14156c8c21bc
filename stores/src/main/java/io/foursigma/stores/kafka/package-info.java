// SPDX-License-Identifier: Apache-2.0
/** Logs in Kafka: the topics, results for other programs, and dead letters. */
@NullMarked
package io.foursigma.stores.kafka;

import org.jspecify.annotations.NullMarked;
