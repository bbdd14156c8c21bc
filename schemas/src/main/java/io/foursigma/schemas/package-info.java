// SPDX-License-Identifier: Apache-2.0
/** TBD. */
@NullMarked
package io.foursigma.schemas;

import org.jspecify.annotations.NullMarked;
