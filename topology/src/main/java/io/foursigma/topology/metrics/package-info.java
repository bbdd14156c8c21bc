// SPDX-License-Identifier: Apache-2.0
/** The topology's metrics for Prometheus, served by each worker. */
@NullMarked
package io.foursigma.topology.metrics;

import org.jspecify.annotations.NullMarked;
