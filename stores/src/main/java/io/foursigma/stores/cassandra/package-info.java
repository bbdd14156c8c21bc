// SPDX-License-Identifier: Apache-2.0
/** The durable state in Cassandra: a partition per bucket, claimed by compare-and-set, flushed by conditional batches. */
@NullMarked
package io.foursigma.stores.cassandra;

import org.jspecify.annotations.NullMarked;
