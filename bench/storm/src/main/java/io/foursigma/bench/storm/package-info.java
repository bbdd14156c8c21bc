// SPDX-License-Identifier: Apache-2.0
/** The topology as a contestant: as it is, with its stores in memory, and with Storm's own spout. */
@NullMarked
package io.foursigma.bench.storm;

import org.jspecify.annotations.NullMarked;
