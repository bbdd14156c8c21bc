// SPDX-License-Identifier: Apache-2.0
/** TBD. */
@NullMarked
package io.foursigma.analytics;

import org.jspecify.annotations.NullMarked;
