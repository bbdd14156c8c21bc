// SPDX-License-Identifier: Apache-2.0
/** A real browser for tests, of this module and of others. */
@NullMarked
package io.foursigma.dashboard.testing;

import org.jspecify.annotations.NullMarked;
