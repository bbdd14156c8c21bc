// SPDX-License-Identifier: Apache-2.0
/** How a process of Foursigma ends. */
@NullMarked
package io.foursigma.schemas.process;

import org.jspecify.annotations.NullMarked;
