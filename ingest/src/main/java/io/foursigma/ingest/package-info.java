// SPDX-License-Identifier: Apache-2.0
/** Collectors and simulators: sensors to Kafka. */
@NullMarked
package io.foursigma.ingest;

import org.jspecify.annotations.NullMarked;
