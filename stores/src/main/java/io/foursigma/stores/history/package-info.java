// SPDX-License-Identifier: Apache-2.0
/** Questions that are answered from the readings that Kafka still holds: why an anomaly is one, and raw values. */
@NullMarked
package io.foursigma.stores.history;

import org.jspecify.annotations.NullMarked;
