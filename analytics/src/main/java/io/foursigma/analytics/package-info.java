// SPDX-License-Identifier: Apache-2.0
/**
 * The mathematics of Foursigma as pure functions of their arguments: running statistics, tumbling windows, the sigma
 * rule, episodes.
 */
@NullMarked
package io.foursigma.analytics;

import org.jspecify.annotations.NullMarked;
