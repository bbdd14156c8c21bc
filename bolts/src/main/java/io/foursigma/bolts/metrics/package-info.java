// SPDX-License-Identifier: Apache-2.0
/** What the bolts count and measure, registered with Storm; {@code docs/metrics.md} says what each means. */
@NullMarked
package io.foursigma.bolts.metrics;

import org.jspecify.annotations.NullMarked;
