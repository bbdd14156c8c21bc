// SPDX-License-Identifier: Apache-2.0
/** {@code foursigma bench latency}: how long after its moment a reading is durable, indexed, and on the page. */
@NullMarked
package io.foursigma.bench.cli.latency;

import org.jspecify.annotations.NullMarked;
