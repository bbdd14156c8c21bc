// SPDX-License-Identifier: Apache-2.0
/**
 * The readings of a race, what has to be found in them, and how time is taken: the same for every contestant.
 */
@NullMarked
package io.foursigma.bench.workload;

import org.jspecify.annotations.NullMarked;
